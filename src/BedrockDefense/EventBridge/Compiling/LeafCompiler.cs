using System.Net;
using System.Net.Sockets;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Compiles one Sigma test of a field to the EventBridge tests with the same meaning.</summary>
internal sealed class LeafCompiler : IValueTestVisitor<IReadOnlyList<Atom>>
{
    private readonly FieldPath _field;
    private readonly FieldKind _kind;

    private LeafCompiler(FieldPath field) => (_field, _kind) = (field, CloudTrailShape.KindOf(field));

    private bool HoldsOneValue => _kind is not (FieldKind.Unknown or FieldKind.Object);

    /// <summary>Returns the tests; the field must meet one of them.</summary>
    /// <exception cref="InexpressibleException">EventBridge cannot express the test, or could answer differently.</exception>
    public static IReadOnlyList<Atom> Compile(FieldMatch match) =>
        SigmaEvaluator.FaultOf(match) is { } reason
            ? throw new InexpressibleException(reason)
            : match.Test.Accept(new LeafCompiler(match.Field));

    public IReadOnlyList<Atom> Null(NullTest test) =>
        HoldsOneValue
            ? [new NullAtom(), new AbsentAtom()]
            : throw new InexpressibleException(
                $"EventBridge cannot tell a missing {_field} from one that is an object or an empty list; test a field that "
                    + "holds a single value"
            );

    public IReadOnlyList<Atom> Exists(ExistsTest test) =>
        HoldsOneValue
            ? [new PresentAtom()]
            : throw new InexpressibleException(
                $"EventBridge's exists is false for an object or an empty list, which {_field} may be; test a field that "
                    + "holds a single value"
            );

    public IReadOnlyList<Atom> Regex(RegexTest test) =>
        throw new InexpressibleException(
            "EventBridge has no regular expressions; startswith, endswith, or contains with cased say it without"
        );

    public IReadOnlyList<Atom> Reference(FieldReferenceTest test) =>
        throw new InexpressibleException("EventBridge cannot compare two fields of an event");

    public IReadOnlyList<Atom> Text(TextTest test)
    {
        var (pattern, cased) = (test.Pattern, test.IsCased);
        var literal = pattern.Literal;
        if (_kind == FieldKind.Boolean)
        {
            return literal is not null && Scalars.AsBoolean(literal, cased) is { } boolean
                ? [new BooleanAtom(boolean)]
                : throw new InexpressibleException($"{_field} is true or false in CloudTrail events; '{pattern}' never matches");
        }
        if (_kind == FieldKind.Number)
        {
            return literal is not null && Scalars.AsNumber(literal) is { } digits
                ? [new NumberAtom(digits)]
                : throw new InexpressibleException($"{_field} is a number in CloudTrail events; '{pattern}' never matches");
        }
        var atoms = new List<Atom> { TextAtomOf(pattern, cased) };
        if (_kind == FieldKind.Unknown && literal is not null && Scalars.AsBoolean(literal, cased) is { } flag)
        {
            atoms.Add(new BooleanAtom(flag));
        }

        if (_kind == FieldKind.Unknown && literal is not null && Scalars.AsNumber(literal) is { } number)
        {
            atoms.Add(new NumberAtom(number));
        }

        return atoms;
    }

    private static Atom TextAtomOf(SigmaText pattern, bool cased)
    {
        var literals = pattern.Parts.Where(part => part.Kind == TextPartKind.Literal).Select(part => part.Text).ToArray();
        var ignoreCase = !cased && literals.Any(CaseFolding.HasCase);
        if (ignoreCase && literals.Select(CaseFolding.FindAmbiguous).FirstOrDefault(found => found is not null) is { } ambiguous)
        {
            throw new InexpressibleException(
                $"EventBridge and Sigma do not agree on the case of '{ambiguous}' (U+{(int)ambiguous:X4}); add the modifier cased"
            );
        }

        if (pattern.Parts.Any(part => part.Kind == TextPartKind.AnyCharacter))
        {
            throw new InexpressibleException($"EventBridge has no wildcard for a single character, the ? in '{pattern}'");
        }

        TextPartKind[] kinds = [.. pattern.Parts.Select(part => part.Kind)];
        return kinds switch
        {
            [] => Shape(TextForm.Exact, ""),
            [TextPartKind.AnyRun] => new AnyTextAtom(),
            [TextPartKind.Literal] => Shape(ignoreCase ? TextForm.IgnoreCase : TextForm.Exact, literals[0]),
            [TextPartKind.Literal, TextPartKind.AnyRun] => Shape(ignoreCase ? TextForm.PrefixIgnoreCase : TextForm.Prefix, literals[0]),
            [TextPartKind.AnyRun, TextPartKind.Literal] => Shape(ignoreCase ? TextForm.SuffixIgnoreCase : TextForm.Suffix, literals[0]),
            _ when ignoreCase => throw new InexpressibleException(
                $"EventBridge's wildcards are case-sensitive, '{pattern}' is not; add the modifier cased if the case is known"
            ),
            _ => Wildcard(new TextShape(TextForm.Wildcard, "", pattern)),
        };

        TextAtom Shape(TextForm form, string text) => new(new TextShape(form, text, pattern));

        static TextAtom Wildcard(TextShape shape) => new(shape with { Text = shape.WildcardText });
    }

    public IReadOnlyList<Atom> Number(NumberTest test)
    {
        var text = TextAtomOf(new SigmaText([new TextPart(TextPartKind.Literal, test.Text)]), cased: false);
        return _kind switch
        {
            FieldKind.Text => [text],
            FieldKind.Boolean => throw new InexpressibleException(
                $"{_field} is true or false in CloudTrail events; {test.Text} never matches"
            ),
            FieldKind.Number => [new NumberAtom(RequireEventBridgeRange(test.Number))],
            _ => [new NumberAtom(RequireEventBridgeRange(test.Number)), text],
        };
    }

    public IReadOnlyList<Atom> Bool(BooleanTest test)
    {
        var value = test.Value;
        var text = TextAtomOf(new SigmaText([new TextPart(TextPartKind.Literal, value ? "true" : "false")]), cased: false);
        return _kind switch
        {
            FieldKind.Text => [text],
            FieldKind.Boolean => [new BooleanAtom(value)],
            FieldKind.Number => throw new InexpressibleException($"{_field} is a number in CloudTrail events; a boolean never matches"),
            _ => [new BooleanAtom(value), text],
        };
    }

    public IReadOnlyList<Atom> Compare(CompareTest test)
    {
        if (_kind is FieldKind.Text or FieldKind.Boolean)
        {
            throw new InexpressibleException($"{_field} is never a number in CloudTrail events");
        }

        if (_kind != FieldKind.Number)
        {
            throw new InexpressibleException($"EventBridge overlooks numbers beyond ±5,000,000,000, and {_field} may hold one");
        }

        var limit = RequireEventBridgeRange(test.Limit);
        return test.Comparison switch
        {
            Comparison.Less => [new RangeAtom(null, false, limit, false)],
            Comparison.LessOrEqual => [new RangeAtom(null, false, limit, true)],
            Comparison.Greater => [new RangeAtom(limit, false, null, false)],
            _ => [new RangeAtom(limit, true, null, false)],
        };
    }

    public IReadOnlyList<Atom> Network(CidrTest test) => [NetworkAtomOf(test.Network)];

    /// <summary>
    /// Returns the test for a network. AWS's rule engine accepts no network of a single address. It compares an IPv6 address
    /// with an IPv4 network by its leading bits; IPv6 addresses in use lie in 2000::/3, fc00::/6 and ::/8.
    /// </summary>
    private static Atom NetworkAtomOf(IPNetwork network)
    {
        var isV4 = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        if (network.PrefixLength == (isV4 ? 32 : 128))
        {
            return isV4
                ? TextAtomOf(SigmaText.Parse(network.BaseAddress.ToString()), cased: true)
                : throw new InexpressibleException(
                    $"EventBridge takes no network of a single address, {network}, and IPv6 addresses can be written in several ways"
                );
        }
        var first = network.BaseAddress.GetAddressBytes()[0];
        var last = first | (0xFF >> Math.Min(8, network.PrefixLength));
        return isV4 && (first == 0 || (first <= 0x3F && last >= 0x20) || last >= 0xFC)
            ? throw new InexpressibleException($"EventBridge counts IPv6 addresses that begin with the bits of {network} to it")
            : new NetworkAtom(network.ToString());
    }

    /// <summary>
    /// Returns the number if EventBridge can compare it: ±5e9, 15 digits, six of them right of the point ("Comparison
    /// operators", EventBridge user guide).
    /// </summary>
    private static decimal RequireEventBridgeRange(decimal number) =>
        Math.Abs(number) <= 5_000_000_000m && decimal.Round(number, 6) == number
            ? number
            : throw new InexpressibleException(
                $"EventBridge compares numbers up to ±5,000,000,000 with six decimals; {number} is beyond; quote it if it is an identifier"
            );
}
