using System.Collections;

namespace BedrockDefense.Catalog;

/// <summary>
/// What a template's placeholders stand for, each a string or a list of strings. Made for a collection initializer:
/// <c>new PolicyTemplateValues { { "partition", "aws" }, { "administrators", arns } }</c>.
/// </summary>
public sealed class PolicyTemplateValues : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Names for which there is a value.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>Gives one placeholder its value; the name is written without the percent signs.</summary>
    public void Add(string name, string value) => _values.Add(name, [value]);

    /// <summary>Gives one placeholder a list, which <see cref="PolicyTemplate.Fill"/> refuses when it is empty.</summary>
    public void Add(string name, IEnumerable<string> values) => _values.Add(name, [.. values]);

    /// <summary>The values of a placeholder; null when it has none.</summary>
    public IReadOnlyList<string>? Find(string name) => _values.GetValueOrDefault(name);

    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
