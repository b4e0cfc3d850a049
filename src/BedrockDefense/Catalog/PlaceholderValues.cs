using System.Collections;

namespace BedrockDefense.Catalog;

/// <summary>
/// The values of placeholders: a string or a list of strings for each. Two forms of initializer work: <c>new PlaceholderValues { {
/// Placeholder.Partition, "aws" } }</c> and <c>new PlaceholderValues { [Placeholder.Partition] = ["aws"] }</c>.
/// </summary>
public sealed class PlaceholderValues : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The values by the name of the placeholder, as the methods of Sigma rules expect them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByName => _values;

    /// <summary>The values of a placeholder. Setting them replaces earlier values.</summary>
    /// <exception cref="PolicyTemplateException">A value is not of the placeholder's form.</exception>
    public IReadOnlyList<string> this[Placeholder placeholder]
    {
        get => _values[NameOf(placeholder)];
        set => _values[NameOf(placeholder)] = Check(placeholder, value);
    }

    /// <summary>Adds the single value of a placeholder.</summary>
    /// <exception cref="PolicyTemplateException">The value is not of the placeholder's form.</exception>
    public void Add(Placeholder placeholder, string value) => Add(placeholder, [value]);

    /// <summary>Adds the list of values of a placeholder. Filling a document with an empty list throws.</summary>
    /// <exception cref="PolicyTemplateException">A value is not of the placeholder's form.</exception>
    public void Add(Placeholder placeholder, IEnumerable<string> values) =>
        _values.Add(NameOf(placeholder), Check(placeholder, [.. values]));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string NameOf(Placeholder placeholder)
    {
        ArgumentNullException.ThrowIfNull(placeholder);
        return placeholder.Name;
    }

    private static IReadOnlyList<string> Check(Placeholder placeholder, IReadOnlyList<string> values)
    {
        var faults = values
            .Where(value => value != Placeholder.Nothing && !placeholder.Form.Accepts(value))
            .Select(value => new Fault(
                $"the placeholder {placeholder} stands for {placeholder.Form.Description}, not for {VisibleText.Quote(value)}"
            ))
            .ToList();
        return faults.Count == 0 ? values : throw new PolicyTemplateException(faults);
    }
}
