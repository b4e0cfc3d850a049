using System.Text;
using System.Text.Json;

namespace BedrockDefense.Scp;

/// <summary>A JSON value that knows where it stands, so that a fault in it can say so.</summary>
internal abstract record LocatedJson(SourceLocation At)
{
    /// <summary>
    /// Reads a document; what is wrong with it as JSON (syntax, a property given twice) goes to <paramref name="faults"/>.
    /// Null when it has no readable value at all.
    /// </summary>
    public static LocatedJson? Read(string json, string name, ICollection<Fault> faults) =>
        new LocatedJsonReader(Encoding.UTF8.GetBytes(json), name, faults).Read();

    /// <summary>The kind in words, for messages.</summary>
    public abstract string Kind { get; }
}

internal sealed record LocatedObject(SourceLocation At, IReadOnlyList<LocatedProperty> Properties) : LocatedJson(At)
{
    public override string Kind => "an object";
}

internal sealed record LocatedProperty(SourceLocation At, string Name, LocatedJson Value);

internal sealed record LocatedArray(SourceLocation At, IReadOnlyList<LocatedJson> Items) : LocatedJson(At)
{
    public override string Kind => "a list";
}

internal sealed record LocatedString(SourceLocation At, string Value) : LocatedJson(At)
{
    public override string Kind => $"the string {Quoting.Quote(Value)}";
}

/// <summary>A number, true, false or null, as written.</summary>
internal sealed record LocatedLiteral(SourceLocation At, JsonTokenType Type, string Text) : LocatedJson(At)
{
    public override string Kind => Type switch
    {
        JsonTokenType.Number => $"the number {Text}",
        _ => Text,
    };
}
