using System.Collections;

namespace BedrockDefense.Catalog;

/// <summary>
/// What placeholders stand for, each a string or a list of strings. Made for an initializer, in either way:
/// <c>new PlaceholderValues { { Placeholder.Partition, "aws" } }</c>, <c>new PlaceholderValues { [Placeholder.Partition] = ["aws"] }</c>.
/// </summary>
public sealed class PlaceholderValues : IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The values by the names of their placeholders, as a Sigma rule takes them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ByName => _values;

    /// <summary>The values of a placeholder; giving it some replaces what it had.</summary>
    /// <exception cref="PolicyTemplateException">A value is not of the placeholder's form.</exception>
    public IReadOnlyList<string> this[Placeholder placeholder]
    {
        get => _values[NameOf(placeholder)];
        set => _values[NameOf(placeholder)] = Checked(placeholder, value);
    }

    /// <summary>Gives one placeholder its value.</summary>
    /// <exception cref="PolicyTemplateException">The value is not of the placeholder's form.</exception>
    public void Add(Placeholder placeholder, string value) => Add(placeholder, [value]);

    /// <summary>Gives one placeholder a list, which no document is filled with when it is empty.</summary>
    /// <exception cref="PolicyTemplateException">A value is not of the placeholder's form.</exception>
    public void Add(Placeholder placeholder, IEnumerable<string> values) =>
        _values.Add(NameOf(placeholder), Checked(placeholder, [.. values]));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string NameOf(Placeholder placeholder)
    {
        ArgumentNullException.ThrowIfNull(placeholder);
        return placeholder.Name;
    }

    private static IReadOnlyList<string> Checked(Placeholder placeholder, IReadOnlyList<string> values)
    {
        var faults = values
            .Where(value => value != Placeholder.Nothing && !placeholder.Form.Takes(value))
            .Select(value => new Fault(
                $"the placeholder {placeholder} stands for {placeholder.Form.Description}, not for {VisibleText.Quote(value)}"
            ))
            .ToList();
        return faults.Count == 0 ? values : throw new PolicyTemplateException(faults);
    }
}
