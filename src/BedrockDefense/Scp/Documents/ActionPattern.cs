using System.Text.RegularExpressions;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Scp.Documents;

/// <summary>An entry of <c>Action</c> or <c>NotAction</c>; wildcards anywhere in the name, case ignored.</summary>
internal sealed partial class ActionPattern
{
    // Most actions are written out, and comparing them must not cost what wildcards do.
    private readonly Wildcards? _wildcards;

    private ActionPattern(string source) =>
        (Source, _wildcards) = (source, source.AsSpan().ContainsAny('*', '?') ? Wildcards.Parse(source) : null);

    public static ActionPattern Any { get; } = new("*");

    public string Source { get; }

    public static ActionPattern? TryParse(string source, out string fault)
    {
        fault = $"{VisibleText.Quote(source)} is not an action: the form is service:Name, such as bedrock:Delete*, or * alone";
        return source is "*" || Form().IsMatch(source) ? new ActionPattern(source) : null;
    }

    public bool Matches(RequestContext request) =>
        _wildcards?.Matches(request.Action, ignoreCase: true) ?? Source.Equals(request.Action, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z0-9-]+:[A-Za-z0-9*?]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
