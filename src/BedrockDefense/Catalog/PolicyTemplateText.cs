using System.Text.RegularExpressions;

namespace BedrockDefense.Catalog;

/// <summary>One string of a template, cut into literal text and placeholders.</summary>
internal sealed partial class PolicyTemplateText
{
    // Cutting at the placeholders leaves literals at even places and names at odd ones.
    private readonly string[] _parts;

    private PolicyTemplateText(string[] parts) => _parts = parts;

    /// <summary>The placeholders, each once.</summary>
    public IEnumerable<string> Names => _parts.Where((_, index) => index % 2 == 1).Distinct(StringComparer.Ordinal);

    /// <summary>Cuts a string; null when a percent sign is left over.</summary>
    public static PolicyTemplateText? TryParse(string text)
    {
        var parts = Placeholder().Split(text);
        return parts.Where((part, index) => index % 2 == 0 && part.Contains('%', StringComparison.Ordinal)).Any()
            ? null
            : new PolicyTemplateText(parts);
    }

    /// <summary>
    /// One string per combination of values; the first placeholder's values vary slowest. A placeholder used twice
    /// stands for the same value both times.
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

    // Asks the original parts where the name stands: a value that reads like a name is never replaced in turn.
    private string[] Bind(string[] parts, string name, string value) =>
        [.. parts.Select((part, index) => index % 2 == 1 && _parts[index] == name ? value : part)];

    [GeneratedRegex("%([A-Za-z][A-Za-z0-9_-]*)%", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
