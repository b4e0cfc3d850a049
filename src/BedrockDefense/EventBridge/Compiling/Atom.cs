using System.Globalization;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>One test of a field's value in an event pattern: an element of the list that the pattern gives for the field.</summary>
/// <param name="Json">The element as the pattern writes it. Two atoms with the same JSON are the same test.</param>
internal abstract record Atom(string Json)
{
    /// <summary>The texts of this test that need EventBridge's wildcard operator.</summary>
    public virtual IEnumerable<TextShape> Wildcards => [];
}

/// <summary>The field is absent, or it holds an object or an empty list. EventBridge cannot tell these cases apart.</summary>
internal sealed record AbsentAtom() : Atom("""{"exists":false}""");

/// <summary>The field holds a scalar value; null counts as one.</summary>
internal sealed record PresentAtom() : Atom("""{"exists":true}""");

/// <summary>The field holds null.</summary>
internal sealed record NullAtom() : Atom("null");

/// <summary>The field holds this boolean.</summary>
internal sealed record BooleanAtom(bool Value) : Atom(Value ? "true" : "false");

/// <summary>The field holds this number.</summary>
internal sealed record NumberAtom(decimal Value) : Atom(Format(Value))
{
    /// <summary>Writes a number with at most six decimals, which is as many as EventBridge compares.</summary>
    public static string Format(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
};

/// <summary>The field holds an IP address that lies in this network.</summary>
internal sealed record NetworkAtom(string Network) : Atom($$"""{"cidr":{{PatternJson.Quote(Network)}}}""");

/// <summary>The field holds a number between two limits. One of the limits may be missing, not both.</summary>
internal sealed record RangeAtom(decimal? Low, bool LowIncluded, decimal? High, bool HighIncluded)
    : Atom($$"""{"numeric":{{PatternJson.List([.. Limit(Low, LowIncluded ? ">=" : ">"), .. Limit(High, HighIncluded ? "<=" : "<")])}}}""")
{
    public bool Contains(decimal number) =>
        (Low is null || number > Low || (LowIncluded && number == Low))
        && (High is null || number < High || (HighIncluded && number == High));

    private static IEnumerable<string> Limit(decimal? limit, string sign) =>
        limit is { } number ? [PatternJson.Quote(sign), NumberAtom.Format(number)] : [];
}

/// <summary>How a <see cref="TextAtom"/> or a <see cref="AnythingButAtom"/> compares.</summary>
internal enum TextForm
{
    Exact,
    IgnoreCase,
    Prefix,
    Suffix,
    PrefixIgnoreCase,
    SuffixIgnoreCase,
    Wildcard,
}

/// <summary>A text and the way to compare a field with it.</summary>
/// <param name="Form">The way to compare.</param>
/// <param name="Text">The text, in the form that EventBridge's operator takes.</param>
/// <param name="Pattern">The same comparison as a Sigma text.</param>
internal sealed record TextShape(TextForm Form, string Text, SigmaText Pattern)
{
    public bool IgnoresCase => Form is TextForm.IgnoreCase or TextForm.PrefixIgnoreCase or TextForm.SuffixIgnoreCase;

    /// <summary>The text in EventBridge's wildcard syntax, in which a backslash escapes a star or another backslash.</summary>
    public string WildcardText =>
        string.Concat(
            Pattern.Parts.Select(part =>
                part.Kind == TextPartKind.AnyRun
                    ? "*"
                    : part.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            )
        );

    /// <summary>How many wildcards the text contains.</summary>
    public int StarCount => Pattern.Parts.Count(part => part.Kind == TextPartKind.AnyRun);

    /// <summary>The text before the first wildcard; every value that matches begins with it.</summary>
    public string LiteralPrefix =>
        string.Concat(Pattern.Parts.TakeWhile(part => part.Kind == TextPartKind.Literal).Select(part => part.Text));

    public bool Accepts(string text) => TextMatcher.Matches(Pattern, text, cased: !IgnoresCase);
}

/// <summary>The field holds a text that matches this shape.</summary>
internal sealed record TextAtom(TextShape Shape) : Atom(Write(Shape))
{
    /// <summary>Whether only one text matches, apart from differences of case.</summary>
    public bool IsLiteral => Shape.Form is TextForm.Exact or TextForm.IgnoreCase;

    public override IEnumerable<TextShape> Wildcards => Shape.Form == TextForm.Wildcard ? [Shape] : [];

    private static string Write(TextShape shape)
    {
        var text = PatternJson.Quote(shape.Text);
        return shape.Form switch
        {
            TextForm.Exact => text,
            TextForm.IgnoreCase => $$"""{"equals-ignore-case":{{text}}}""",
            TextForm.Prefix => $$"""{"prefix":{{text}}}""",
            TextForm.Suffix => $$"""{"suffix":{{text}}}""",
            TextForm.PrefixIgnoreCase => $$$"""{"prefix":{"equals-ignore-case":{{{text}}}}}""",
            TextForm.SuffixIgnoreCase => $$$"""{"suffix":{"equals-ignore-case":{{{text}}}}}""",
            _ => $$"""{"wildcard":{{text}}}""",
        };
    }
}

/// <summary>The field holds any text. Every text ends with the empty suffix, and no other kind of value does.</summary>
internal sealed record AnyTextAtom() : Atom("""{"suffix":""}""");

/// <summary>
/// The field holds a value that matches none of these shapes; null counts as a value. All shapes have the same form.
/// </summary>
internal sealed record AnythingButAtom(IReadOnlyList<TextShape> Shapes) : Atom(Write(Shapes))
{
    public TextForm Form => Shapes[0].Form;

    public override IEnumerable<TextShape> Wildcards => Form == TextForm.Wildcard ? Shapes : [];

    public bool Accepts(string text) => !Shapes.Any(shape => shape.Accepts(text));

    private static string Write(IReadOnlyList<TextShape> shapes)
    {
        var texts = shapes.Select(shape => PatternJson.Quote(shape.Text)).ToArray();
        var operand = texts.Length == 1 ? texts[0] : PatternJson.List(texts);
        return shapes[0].Form switch
        {
            TextForm.Exact => $$"""{"anything-but":{{operand}}}""",
            TextForm.IgnoreCase => $$$"""{"anything-but":{"equals-ignore-case":{{{operand}}}}}""",
            TextForm.Prefix => $$$"""{"anything-but":{"prefix":{{{operand}}}}}""",
            TextForm.Suffix => $$$"""{"anything-but":{"suffix":{{{operand}}}}}""",
            _ => $$$"""{"anything-but":{"wildcard":{{{operand}}}}}""",
        };
    }
}
