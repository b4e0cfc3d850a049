using System.Text.Json;

namespace BedrockDefense.Cli.Reporting.Reading;

/// <summary>An object of a file, whose members are read by their names. A message about one names the file and the line.</summary>
/// <param name="element">The object.</param>
/// <param name="where">Where it is.</param>
/// <param name="option">The option that names the file.</param>
internal readonly struct JsonLineObject(JsonElement element, SourceLocation where, string option)
{
    /// <summary>Returns a text.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public string Text(string name) => OptionalText(name) ?? throw Invalid(name, "a text");

    /// <summary>Returns a text; null when it is null or missing.</summary>
    /// <exception cref="InvalidInputException">It is something else.</exception>
    public string? OptionalText(string name) =>
        Member(name) is not { } member ? null
        : member.ValueKind == JsonValueKind.String ? member.GetString()
        : throw Invalid(name, "a text");

    /// <summary>Returns a text, or an empty one when it is null or missing.</summary>
    public string TextOrNothing(string name) => OptionalText(name) ?? "";

    /// <summary>Returns a whole number.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public long Number(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number)
            ? number
            : throw Invalid(name, "a whole number");

    /// <summary>Returns an object; null when it is missing.</summary>
    /// <exception cref="InvalidInputException">It is something else.</exception>
    public JsonLineObject? OptionalObject(string name) =>
        Member(name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Object ? new JsonLineObject(member, where, option)
        : throw Invalid(name, "an object");

    /// <summary>Returns the objects of an array.</summary>
    /// <exception cref="InvalidInputException">There is no array, or something else is in it.</exception>
    public IReadOnlyList<JsonLineObject> Objects(string name)
    {
        if (Member(name) is not { ValueKind: JsonValueKind.Array } array)
        {
            throw Invalid(name, "an array of objects");
        }

        List<JsonLineObject> objects = [];
        foreach (var member in array.EnumerateArray())
        {
            objects.Add(
                member.ValueKind == JsonValueKind.Object
                    ? new JsonLineObject(member, where, option)
                    : throw Invalid(name, "an array of objects")
            );
        }

        return objects;
    }

    /// <summary>Returns an exception that says what a member should be.</summary>
    public InvalidInputException Invalid(string name, string wanted)
    {
        var value = Member(name) is { } member ? VisibleText.Quote(member.GetRawText(), VisibleText.Excerpt) : "missing";
        return new InvalidInputException($"{option}: {name} is {value}; it should be {wanted}", where);
    }

    private JsonElement? Member(string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
