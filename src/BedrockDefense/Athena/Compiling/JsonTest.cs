using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Athena.Compiling;

/// <summary>Tests on a field inside a JSON column: one of the things it holds passes. Never of SQL's third answer.</summary>
internal sealed class JsonTest(JsonField field, QueryColumns columns, CaselessText caseless)
{
    /// <summary>Doubles, which Trino compares JSON numbers by, tell all decimals of so many digits apart.</summary>
    private const decimal ExactDoubles = 1_000_000_000_000_000m;

    public string Write(ValueTest test) =>
        test switch
        {
            NullTest => $"cardinality(filter({columns.Found(field)}, v -> json_format(v) <> 'null')) = 0",
            ExistsTest => Any(columns.Found(field), "v IS NOT NULL"),
            TextTest { Pattern.Literal: { } literal } text => Either(
                Contains(text),
                FieldMatcher.AsNumber(literal) is { } number ? $"contains({columns.Numbers(field)}, {SqlText.Number(number)})" : null,
                FieldMatcher.AsBoolean(literal, text.Cased) is { } flag ? Flag(flag) : null
            ),
            TextTest { Pattern.Parts: [{ Kind: TextPartKind.AnyRun }] } => $"cardinality({columns.Texts(field, cased: true)}) > 0",
            TextTest text => Like(text),
            NumberTest number => Either(
                $"contains({columns.Numbers(field)}, {Exact(number.Number)})",
                Contains(new TextTest(Plain(number.Written), Cased: false))
            ),
            BooleanTest boolean => Either(
                Flag(boolean.Value),
                Contains(new TextTest(Plain(boolean.Value ? "true" : "false"), Cased: false))
            ),
            CompareTest compare => Any(columns.Numbers(field), $"v {Sign(compare.Comparison)} {Exact(compare.Limit)}"),
            CidrTest cidr => Any(columns.Texts(field, cased: true), NetworkTest.Write(cidr.Network, "v")),
            RegexTest => throw new Inexpressible(TypedTest.RegexReason),
            FieldReferenceTest => throw new Inexpressible(TypedTest.ReferenceReason),
            _ => throw new InvalidOperationException($"no SQL for {test.GetType().Name}"),
        };

    private static SigmaText Plain(string text) => new([new TextPart(TextPartKind.Literal, text)]);

    private string Contains(TextTest test)
    {
        var literal = test.Pattern.Literal!;
        return IsCased(test)
            ? $"contains({columns.Texts(field, cased: true)}, {SqlText.Literal(literal)})"
            : $"contains({columns.Texts(field, cased: false)}, {SqlText.Literal(caseless.Fold(literal))})";
    }

    private string Like(TextTest test) =>
        IsCased(test)
            ? Any(columns.Texts(field, cased: true), SqlText.Matches("v", test.Pattern))
            : Any(columns.Texts(field, cased: false), SqlText.Matches("v", caseless.Fold(test.Pattern)));

    private static bool IsCased(TextTest test) => test.Cased || !test.Pattern.Parts.Any(part => CaselessText.HasCase(part.Text));

    private string Flag(bool value) => $"contains({columns.Flags(field)}, '{(value ? "true" : "false")}')";

    private static string Any(string array, string condition) => $"cardinality(filter({array}, v -> {condition})) > 0";

    private static string Either(params string?[] conditions) =>
        conditions.OfType<string>().ToArray() is [var only] ? only : $"({string.Join(" OR ", conditions.OfType<string>())})";

    private static string Sign(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };

    private static string Exact(decimal number) =>
        Math.Abs(number) < ExactDoubles && decimal.Round(number, 6) == number
            ? SqlText.Number(number)
            : throw new Inexpressible(
                $"Trino compares numbers of JSON as doubles, which do not tell {number} from its neighbours; quote it if it is an identifier"
            );
}
