using System.Text.Json;

namespace BedrockDefense.Scp;

/// <summary>The elements of a policy or a statement: refuses those it does not know and reads the simple ones.</summary>
internal sealed class PolicyElements
{
    private readonly LocatedObject _object;
    private readonly ICollection<Fault> _faults;

    /// <summary>Reports every element that is not among <paramref name="known"/>.</summary>
    public PolicyElements(LocatedObject from, string what, IReadOnlyList<string> known, ICollection<Fault> faults)
    {
        (_object, _faults) = (from, faults);
        foreach (var property in from.Properties.Where(property => !known.Contains(property.Name)))
            faults.Add(new Fault($"{Quoting.Quote(property.Name)} is not an element of a {what}; the elements are {string.Join(", ", known)}", property.At));
    }

    public SourceLocation At => _object.At;

    public bool Has(string name) => Find(name) is not null;

    public LocatedJson? Find(string name) => _object.Properties.FirstOrDefault(property => property.Name == name)?.Value;

    /// <summary>The element's text; null when it is absent, or faulty for being no text.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value is LocatedString text)
            return text.Value;
        _faults.Add(new Fault($"{name} must be a string, not {value.Kind}", value.At));
        return null;
    }

    /// <summary>
    /// The texts of an element that may be one string or a list of them. Reports an empty list and anything that is no
    /// text; with <paramref name="literals"/> numbers, true and false count as text.
    /// </summary>
    public static IEnumerable<(string Text, SourceLocation At)> Texts(string name, LocatedJson value, ICollection<Fault> faults, bool literals = false)
    {
        if (value is LocatedArray { Items: [] })
            faults.Add(new Fault($"the list {name} is empty; give it an entry or leave the whole statement out", value.At));
        foreach (var item in value is LocatedArray list ? list.Items : [value])
        {
            if (item is LocatedString text)
                yield return (text.Value, text.At);
            else if (literals && item is LocatedLiteral { Type: not JsonTokenType.Null } literal)
                yield return (literal.Text, literal.At);
            else
                faults.Add(new Fault($"{name} must hold strings, not {item.Kind}", item.At));
        }
    }
}
