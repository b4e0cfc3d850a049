using System.Text.RegularExpressions;

namespace BedrockDefense.Scp;

/// <summary>An entry of <c>Action</c> or <c>NotAction</c>; wildcards anywhere in the name, case ignored.</summary>
internal sealed partial class ActionPattern
{
    private readonly Wildcards _wildcards;

    private ActionPattern(string source) => (Source, _wildcards) = (source, Wildcards.Parse(source));

    public static ActionPattern Any { get; } = new("*");

    public string Source { get; }

    public static ActionPattern? TryParse(string source, out string fault)
    {
        fault = $"{VisibleText.Quote(source)} is not an action: the form is service:Name, such as bedrock:Delete*, or * alone";
        return source is "*" || Form().IsMatch(source) ? new ActionPattern(source) : null;
    }

    public bool Matches(RequestContext request) => _wildcards.Matches(request.Action, ignoreCase: true);

    [GeneratedRegex(@"^[A-Za-z0-9-]+:[A-Za-z0-9*?]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
