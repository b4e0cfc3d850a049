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
            (Absent, _) => [new Present()],
            (Present, _) => [new Absent()],
            (ExactNull, FieldKind.Text) => [new AnyText(), new Absent()],
            (ExactNull, FieldKind.Boolean) => [new ExactBoolean(true), new ExactBoolean(false), new Absent()],
            (AnyText, FieldKind.Text) => [new ExactNull(), new Absent()],
            (ExactBoolean boolean, FieldKind.Boolean) => [new ExactBoolean(!boolean.Value), new ExactNull(), new Absent()],
            (ExactNumber number, FieldKind.Number) =>
            [
                new InRange(null, false, number.Value, false),
                new InRange(number.Value, false, null, false),
                new ExactNull(),
                new Absent(),
            ],
            (InRange { Low: { } low } range, FieldKind.Number) =>
            [
                new InRange(null, false, low, !range.LowIncluded),
                new ExactNull(),
                new Absent(),
            ],
            (InRange { High: { } high } range, FieldKind.Number) =>
            [
                new InRange(high, !range.HighIncluded, null, false),
                new ExactNull(),
                new Absent(),
            ],
            (TextAtom { Shape: { Form: not (TextForm.PrefixIgnoreCase or TextForm.SuffixIgnoreCase) } shape }, FieldKind.Text) =>
            [
                new ButAtom([shape]),
                new Absent(),
            ],
            (TextAtom, FieldKind.Text) => throw new Inexpressible(
                "EventBridge's anything-but cannot ignore the case of a prefix or suffix; add the modifier cased"
            ),
            (InNetwork, _) => throw new Inexpressible("EventBridge's anything-but takes no network"),
            _ => throw new Inexpressible($"EventBridge has no negation of {atom.Json}"),
        };

    /// <summary>Returns the test that holds exactly when both tests hold, or null when they contradict each other.</summary>
    private static Atom? Intersect(Atom left, Atom right) =>
        (left, right) switch
        {
            _ when left.Json == right.Json => left,
            (Absent, _) or (_, Absent) => null,
            (Present, _) => right,
            (_, Present) => left,
            (TextAtom { Shape.Form: TextForm.Exact } exact, _) => IntersectText(exact, right, mustIgnoreCase: false),
            (_, TextAtom { Shape.Form: TextForm.Exact } exact) => IntersectText(exact, left, mustIgnoreCase: false),
            (TextAtom { Shape.Form: TextForm.IgnoreCase } literal, _) => IntersectText(literal, right, mustIgnoreCase: true),
            (_, TextAtom { Shape.Form: TextForm.IgnoreCase } literal) => IntersectText(literal, left, mustIgnoreCase: true),
            (ExactNull, ButAtom) => left,
            (ButAtom, ExactNull) => right,
            (ExactNull or ExactBoolean, _) or (_, ExactNull or ExactBoolean) => null,
            (AnyText, TextAtom or InNetwork) => right,
            (TextAtom or InNetwork, AnyText) => left,
            (ExactNumber number, InRange range) => range.Contains(number.Value) ? number : null,
            (InRange range, ExactNumber number) => range.Contains(number.Value) ? number : null,
            (ExactNumber, ExactNumber) => null,
            (InRange a, InRange b) => IntersectRanges(a, b),
            (ButAtom a, ButAtom b) => IntersectButs(a, b),
            _ => throw Twice(left, right),
        };

    /// <summary>
    /// Intersects a literal with another test: the literal stays if the other test accepts it. If case is ignored, the other
    /// test must treat every way to write the literal alike.
    /// </summary>
    private static TextAtom? IntersectText(TextAtom literal, Atom other, bool mustIgnoreCase) =>
        other switch
        {
            ExactNull => null,
            AnyText => literal,
            TextAtom text when !mustIgnoreCase || text.Shape.IgnoresCase => text.Shape.Accepts(literal.Shape.Text) ? literal : null,
            ButAtom but when !mustIgnoreCase || but.Form == TextForm.IgnoreCase => but.Accepts(literal.Shape.Text) ? literal : null,
            _ => throw Twice(literal, other),
        };

    /// <summary>
    /// Returns the range in which both ranges overlap. A range of one number becomes that number, because EventBridge rejects
    /// such a range.
    /// </summary>
    private static Atom? IntersectRanges(InRange a, InRange b)
    {
        var low = a.Low is null || b.Low > a.Low || (b.Low == a.Low && !b.LowIncluded) ? b : a;
        var high = a.High is null || b.High < a.High || (b.High == a.High && !b.HighIncluded) ? b : a;
        var both = new InRange(low.Low, low.LowIncluded, high.High, high.HighIncluded);
        return both.Low is null || both.High is null || both.Low < both.High ? both
            : both.Low == both.High && both.LowIncluded && both.HighIncluded ? new ExactNumber(both.Low.Value)
            : null;
    }

    /// <summary>Joins two exclusions in one list, if one form of <c>anything-but</c> can hold them all.</summary>
    private static ButAtom IntersectButs(ButAtom a, ButAtom b)
    {
        TextShape[] shapes = [.. a.Shapes.Concat(b.Shapes).DistinctBy(shape => (shape.Form, shape.Text))];
        if (a.Form == b.Form)
        {
            return new ButAtom(shapes);
        }

        return a.Form == TextForm.IgnoreCase || b.Form == TextForm.IgnoreCase
            ? throw Twice(a, b)
            : new ButAtom([.. shapes.Select(shape => shape with { Form = TextForm.Wildcard, Text = shape.AsWildcard })]);
    }

    private static Inexpressible Twice(Atom left, Atom right) =>
        new($"the field is tested twice at once, which an EventBridge pattern cannot do: {left.Json} and {right.Json}");
}
