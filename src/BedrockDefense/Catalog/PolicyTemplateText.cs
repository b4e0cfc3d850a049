using System.Text.RegularExpressions;

namespace BedrockDefense.Catalog;

/// <summary>A string of a template, split into literal text and placeholders.</summary>
internal sealed partial class PolicyTemplateText
{
    // Splitting at the placeholders leaves literals at even indexes and names at odd indexes.
    private readonly string[] _parts;

    private PolicyTemplateText(string[] parts) => _parts = parts;

    /// <summary>The names of the placeholders, each once.</summary>
    public IEnumerable<string> Names => _parts.Where((_, index) => index % 2 == 1).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Splits a string; returns null when a percent sign is left over. The signs that enclose an expression of JSONata in a state machine,
    /// <c>{% … %}</c>, stay.
    /// </summary>
    public static PolicyTemplateText? TryParse(string text)
    {
        var parts = Placeholder().Split(text);
        return parts
            .Where((part, index) => index % 2 == 0 && ExpressionSign().Replace(part, "").Contains('%', StringComparison.Ordinal))
            .Any()
            ? null
            : new PolicyTemplateText(parts);
    }

    /// <summary>
    /// Returns one string for each combination of values; the values of the first placeholder vary slowest. A placeholder that is
    /// used twice has the same value both times.
    /// </summary>
    public IReadOnlyList<string> Expand(IReadOnlyDictionary<string, IReadOnlyList<string>> values)
    {
        IEnumerable<string[]> filled = [_parts];
        foreach (var name in Names)
        {
            filled = filled.SelectMany(parts => values[name].Select(value => Bind(parts, name, value)));
        }

        return [.. filled.Select(parts => string.Concat(parts))];
    }

    // Compares the names in the original parts, so a value that looks like a name is never replaced.
    private string[] Bind(string[] parts, string name, string value) =>
        [.. parts.Select((part, index) => index % 2 == 1 && _parts[index] == name ? value : part)];

    [GeneratedRegex(@"\A\{%(?= )|(?<= )%\}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ExpressionSign();

    [GeneratedRegex("%([A-Za-z][A-Za-z0-9_-]*)%", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
