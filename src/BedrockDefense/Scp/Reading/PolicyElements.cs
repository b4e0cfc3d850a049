using System.Text.Json;

namespace BedrockDefense.Scp.Reading;

/// <summary>The elements of a policy or a statement. This class reports unknown elements and reads the simple ones.</summary>
internal sealed class PolicyElements
{
    private readonly LocatedJson _object;
    private readonly ICollection<Fault> _faults;

    /// <summary>Reads the elements of an object and reports every element that is not among <paramref name="known"/>.</summary>
    public PolicyElements(LocatedJson from, string what, IReadOnlyList<string> known, ICollection<Fault> faults)
    {
        (_object, _faults) = (from, faults);
        foreach (var member in from.Members.Where(member => !known.Contains(member.Name)))
        {
            faults.Add(
                new Fault(
                    $"{VisibleText.Quote(member.Name)} is not an element of a {what}; the elements are {string.Join(", ", known)}",
                    member.At
                )
            );
        }
    }

    public SourceLocation At => _object.At;

    public bool Has(string name) => Find(name) is not null;

    public LocatedJson? Find(string name) => _object.Members.FirstOrDefault(member => member.Name == name)?.Value;

    /// <summary>
    /// Returns the element's text; null when the element is absent. An element that is not text is a fault and gives null
    /// too.
    /// </summary>
    public string? ReadText(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.Kind == JsonValueKind.String)
        {
            return value.Text;
        }

        _faults.Add(new Fault($"{name} must be a string, not {value.Describe()}", value.At));
        return null;
    }

    /// <summary>
    /// Returns the texts of an element that may be one string or a list of strings. Reports an empty list and anything that
    /// is not text. With <paramref name="literals"/>, numbers, true and false count as text.
    /// </summary>
    public static IEnumerable<(string Text, SourceLocation At)> ReadTexts(
        string name,
        LocatedJson value,
        ICollection<Fault> faults,
        bool literals = false
    )
    {
        if (value is { Kind: JsonValueKind.Array, Items: [] })
        {
            faults.Add(new Fault($"the list {name} is empty; give it an entry or leave the whole statement out", value.At));
        }

        foreach (var item in value.Kind == JsonValueKind.Array ? value.Items : [value])
        {
            if (
                item.Kind == JsonValueKind.String
                || (literals && item.Kind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            )
            {
                yield return (item.Text, item.At);
            }
            else
            {
                faults.Add(new Fault($"{name} must hold strings, not {item.Describe()}", item.At));
            }
        }
    }
}
