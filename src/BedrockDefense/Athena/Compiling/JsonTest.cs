using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes tests on a field inside a JSON column. A test passes when one of the values passes. The result is never NULL.
/// </summary>
internal sealed class JsonTest(JsonField field, QueryColumns columns, CaselessSql caseless) : IValueTestVisitor<string>
{
    /// <summary>Trino compares JSON numbers as doubles. Doubles are exact for all decimals with fewer digits than this number.</summary>
    private const decimal ExactDoubles = 1_000_000_000_000_000m;

    public string Null(NullTest test) => $"cardinality(filter({columns.Values(field)}, v -> json_format(v) <> 'null')) = 0";

    public string Exists(ExistsTest test) => Any(columns.Values(field), "v IS NOT NULL");

    public string Text(TextTest test) =>
        test.Pattern switch
        {
            { Literal: { } literal } => JoinWithOr(
                Contains(test),
                Scalars.AsNumber(literal) is { } number ? $"contains({columns.Numbers(field)}, {SqlText.Number(number)})" : null,
                Scalars.AsBoolean(literal, test.IsCased) is { } flag ? Flag(flag) : null
            ),
            { Parts: [{ Kind: TextPartKind.AnyRun }] } => $"cardinality({columns.Texts(field, cased: true)}) > 0",
            _ => Like(test),
        };

    public string Number(NumberTest test) =>
        JoinWithOr($"contains({columns.Numbers(field)}, {Exact(test.Number)})", Contains(new TextTest(Plain(test.Text), IsCased: false)));

    public string Bool(BooleanTest test) =>
        JoinWithOr(Flag(test.Value), Contains(new TextTest(Plain(test.Value ? "true" : "false"), IsCased: false)));

    public string Compare(CompareTest test) => Any(columns.Numbers(field), $"v {Sign(test.Comparison)} {Exact(test.Limit)}");

    public string Network(CidrTest test) => Any(columns.Texts(field, cased: true), NetworkTest.Write(test.Network, "v"));

    public string Regex(RegexTest test) => throw new InexpressibleException(TypedTest.RegexReason);

    public string Reference(FieldReferenceTest test) => throw new InexpressibleException(TypedTest.ReferenceReason);

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

    private static bool IsCased(TextTest test) => test.IsCased || !test.Pattern.Parts.Any(part => CaselessSql.HasCase(part.Text));

    private string Flag(bool value) => $"contains({columns.Flags(field)}, '{(value ? "true" : "false")}')";

    private static string Any(string array, string condition) => $"cardinality(filter({array}, v -> {condition})) > 0";

    private static string JoinWithOr(params string?[] conditions) =>
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
            : throw new InexpressibleException(
                $"Trino compares numbers of JSON as doubles, which do not tell {number} from its neighbours; quote it if it "
                    + "is an identifier"
            );
}
