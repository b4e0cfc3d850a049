using BedrockDefense.CloudTrail;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Computes "and" and "not" of tests of one field. The field must hold a single value at most. For a list neither can be
/// computed: EventBridge's <c>anything-but</c> holds when one element differs, but a negated Sigma test holds when all
/// elements differ.
/// </summary>
internal static class AtomAlgebra
{
    /// <summary>Returns the tests of which one holds exactly when none of the given tests holds.</summary>
    public static IReadOnlyList<Atom> Complement(IReadOnlyList<Atom> atoms, FieldKind kind) =>
        atoms.Select(IReadOnlyList<Atom> (atom) => Complement(atom, kind)).Aggregate(Intersect);

    /// <summary>Returns the tests of which one holds exactly when a test on the left and a test on the right both hold.</summary>
    public static IReadOnlyList<Atom> Intersect(IReadOnlyList<Atom> left, IReadOnlyList<Atom> right) =>
        [.. left.SelectMany(l => right.Select(r => Intersect(l, r))).OfType<Atom>().DistinctBy(atom => atom.Json)];

    private static Atom[] Complement(Atom atom, FieldKind kind) =>
        (atom, kind) switch
        {
            (AbsentAtom, _) => [new PresentAtom()],
            (PresentAtom, _) => [new AbsentAtom()],
            (NullAtom, FieldKind.Text) => [new AnyTextAtom(), new AbsentAtom()],
            (NullAtom, FieldKind.Boolean) => [new BooleanAtom(true), new BooleanAtom(false), new AbsentAtom()],
            (AnyTextAtom, FieldKind.Text) => [new NullAtom(), new AbsentAtom()],
            (BooleanAtom boolean, FieldKind.Boolean) => [new BooleanAtom(!boolean.Value), new NullAtom(), new AbsentAtom()],
            (NumberAtom number, FieldKind.Number) =>
            [
                new RangeAtom(null, false, number.Value, false),
                new RangeAtom(number.Value, false, null, false),
                new NullAtom(),
                new AbsentAtom(),
            ],
            (RangeAtom { Low: { } low } range, FieldKind.Number) =>
            [
                new RangeAtom(null, false, low, !range.LowIncluded),
                new NullAtom(),
                new AbsentAtom(),
            ],
            (RangeAtom { High: { } high } range, FieldKind.Number) =>
            [
                new RangeAtom(high, !range.HighIncluded, null, false),
                new NullAtom(),
                new AbsentAtom(),
            ],
            (TextAtom { Shape: { Form: not (TextForm.PrefixIgnoreCase or TextForm.SuffixIgnoreCase) } shape }, FieldKind.Text) =>
            [
                new AnythingButAtom([shape]),
                new AbsentAtom(),
            ],
            (TextAtom, FieldKind.Text) => throw new InexpressibleException(
                "EventBridge's anything-but cannot ignore the case of a prefix or suffix; add the modifier cased"
            ),
            (NetworkAtom, _) => throw new InexpressibleException("EventBridge's anything-but takes no network"),
            _ => throw new InexpressibleException($"EventBridge has no negation of {atom.Json}"),
        };

    /// <summary>Returns the test that holds exactly when both tests hold, or null when they contradict each other.</summary>
    private static Atom? Intersect(Atom left, Atom right) =>
        (left, right) switch
        {
            _ when left.Json == right.Json => left,
            (AbsentAtom, _) or (_, AbsentAtom) => null,
            (PresentAtom, _) => right,
            (_, PresentAtom) => left,
            (TextAtom { Shape.Form: TextForm.Exact } exact, _) => IntersectText(exact, right, mustIgnoreCase: false),
            (_, TextAtom { Shape.Form: TextForm.Exact } exact) => IntersectText(exact, left, mustIgnoreCase: false),
            (TextAtom { Shape.Form: TextForm.IgnoreCase } literal, _) => IntersectText(literal, right, mustIgnoreCase: true),
            (_, TextAtom { Shape.Form: TextForm.IgnoreCase } literal) => IntersectText(literal, left, mustIgnoreCase: true),
            (NullAtom, AnythingButAtom) => left,
            (AnythingButAtom, NullAtom) => right,
            (NullAtom or BooleanAtom, _) or (_, NullAtom or BooleanAtom) => null,
            (AnyTextAtom, TextAtom or NetworkAtom) => right,
            (TextAtom or NetworkAtom, AnyTextAtom) => left,
            (NumberAtom number, RangeAtom range) => range.Contains(number.Value) ? number : null,
            (RangeAtom range, NumberAtom number) => range.Contains(number.Value) ? number : null,
            (NumberAtom, NumberAtom) => null,
            (RangeAtom a, RangeAtom b) => IntersectRanges(a, b),
            (AnythingButAtom a, AnythingButAtom b) => IntersectExclusions(a, b),
            _ => throw ConflictBetween(left, right),
        };

    /// <summary>
    /// Intersects a literal with another test: the literal stays if the other test accepts it. If case is ignored, the other
    /// test must treat every way to write the literal alike.
    /// </summary>
    private static TextAtom? IntersectText(TextAtom literal, Atom other, bool mustIgnoreCase) =>
        other switch
        {
            NullAtom => null,
            AnyTextAtom => literal,
            TextAtom text when !mustIgnoreCase || text.Shape.IgnoresCase => text.Shape.Accepts(literal.Shape.Text) ? literal : null,
            AnythingButAtom but when !mustIgnoreCase || but.Form == TextForm.IgnoreCase => but.Accepts(literal.Shape.Text) ? literal : null,
            _ => throw ConflictBetween(literal, other),
        };

    /// <summary>
    /// Returns the range in which both ranges overlap. A range of one number becomes that number, because EventBridge rejects
    /// such a range.
    /// </summary>
    private static Atom? IntersectRanges(RangeAtom a, RangeAtom b)
    {
        var low = a.Low is null || b.Low > a.Low || (b.Low == a.Low && !b.LowIncluded) ? b : a;
        var high = a.High is null || b.High < a.High || (b.High == a.High && !b.HighIncluded) ? b : a;
        var both = new RangeAtom(low.Low, low.LowIncluded, high.High, high.HighIncluded);
        return both.Low is null || both.High is null || both.Low < both.High ? both
            : both.Low == both.High && both.LowIncluded && both.HighIncluded ? new NumberAtom(both.Low.Value)
            : null;
    }

    /// <summary>Joins two exclusions in one list, if one form of <c>anything-but</c> can hold them all.</summary>
    private static AnythingButAtom IntersectExclusions(AnythingButAtom a, AnythingButAtom b)
    {
        TextShape[] shapes = [.. a.Shapes.Concat(b.Shapes).DistinctBy(shape => (shape.Form, shape.Text))];
        if (a.Form == b.Form)
        {
            return new AnythingButAtom(shapes);
        }

        return a.Form == TextForm.IgnoreCase || b.Form == TextForm.IgnoreCase
            ? throw ConflictBetween(a, b)
            : new AnythingButAtom([.. shapes.Select(shape => shape with { Form = TextForm.Wildcard, Text = shape.WildcardText })]);
    }

    private static InexpressibleException ConflictBetween(Atom left, Atom right) =>
        new($"the field is tested twice at once, which an EventBridge pattern cannot do: {left.Json} and {right.Json}");
}
