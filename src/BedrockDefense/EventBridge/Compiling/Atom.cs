using System.Globalization;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>One of the alternatives EventBridge accepts for a field: an element of the list at a leaf of a pattern.</summary>
/// <param name="Json">As the pattern has it; two atoms with the same JSON are the same.</param>
internal abstract record Atom(string Json)
{
    /// <summary>The texts in it that need EventBridge's wildcard operator.</summary>
    public virtual IEnumerable<TextShape> Wildcards => [];
}

/// <summary>The field is not there, or no scalar is: EventBridge cannot tell these apart.</summary>
internal sealed record Absent() : Atom("""{"exists":false}""");

/// <summary>The field holds a scalar, null included.</summary>
internal sealed record Present() : Atom("""{"exists":true}""");

/// <summary>The field holds null.</summary>
internal sealed record ExactNull() : Atom("null");

/// <summary>The field holds that boolean.</summary>
internal sealed record ExactBoolean(bool Value) : Atom(Value ? "true" : "false");

/// <summary>The field holds that number.</summary>
internal sealed record ExactNumber(decimal Value) : Atom(Written(Value))
{
    /// <summary>Six decimals are as many as EventBridge compares.</summary>
    public static string Written(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
};

/// <summary>The field holds an address of the network.</summary>
internal sealed record InNetwork(string Network) : Atom($$"""{"cidr":{{PatternJson.Quote(Network)}}}""");

/// <summary>The field holds a number between limits; at least one is given.</summary>
internal sealed record InRange(decimal? Low, bool LowIncluded, decimal? High, bool HighIncluded)
    : Atom($$"""{"numeric":{{PatternJson.List([.. Limit(Low, LowIncluded ? ">=" : ">"), .. Limit(High, HighIncluded ? "<=" : "<")])}}}""")
{
    public bool Contains(decimal number) =>
        (Low is null || number > Low || (LowIncluded && number == Low))
        && (High is null || number < High || (HighIncluded && number == High));

    private static IEnumerable<string> Limit(decimal? limit, string sign) =>
        limit is { } number ? [PatternJson.Quote(sign), ExactNumber.Written(number)] : [];
}

/// <summary>How a <see cref="TextAtom"/> or a <see cref="ButAtom"/> compares.</summary>
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

/// <summary>A text and the way to compare with it; <paramref name="Pattern"/> is the same in Sigma's terms.</summary>
internal sealed record TextShape(TextForm Form, string Text, SigmaText Pattern)
{
    public bool IgnoresCase => Form is TextForm.IgnoreCase or TextForm.PrefixIgnoreCase or TextForm.SuffixIgnoreCase;

    /// <summary>The operand in EventBridge's wildcard syntax, where a backslash escapes a star and itself.</summary>
    public string AsWildcard =>
        string.Concat(
            Pattern.Parts.Select(part =>
                part.Kind == TextPartKind.AnyRun
                    ? "*"
                    : part.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
            )
        );

    /// <summary>The stars in it.</summary>
    public int Stars => Pattern.Parts.Count(part => part.Kind == TextPartKind.AnyRun);

    /// <summary>What every text of that shape begins with.</summary>
    public string Beginning => string.Concat(Pattern.Parts.TakeWhile(part => part.Kind == TextPartKind.Literal).Select(part => part.Text));

    public bool Accepts(string text) => TextMatcher.Matches(Pattern, text, cased: !IgnoresCase);
}

/// <summary>The field holds a text of that shape.</summary>
internal sealed record TextAtom(TextShape Shape) : Atom(Write(Shape))
{
    /// <summary>Whether it is one text, but for the case.</summary>
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

/// <summary>The field holds any text: every text has the empty suffix, and nothing else has.</summary>
internal sealed record AnyText() : Atom("""{"suffix":""}""");

/// <summary>The field holds something, null included, that has none of these shapes; all have the same form.</summary>
internal sealed record ButAtom(IReadOnlyList<TextShape> Shapes) : Atom(Write(Shapes))
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
