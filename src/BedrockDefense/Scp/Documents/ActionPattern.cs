using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>
/// An entry of <c>Action</c> or <c>NotAction</c>. Wildcards may stand anywhere in the name, and case does not matter.
/// </summary>
internal sealed partial class ActionPattern
{
    // Most actions contain no wildcard. Their comparison must not cost as much as that of wildcards.
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

    public bool Matches(string action) =>
        _wildcards?.Matches(action, ignoreCase: true) ?? Source.Equals(action, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z0-9-]+:[A-Za-z0-9*?]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
