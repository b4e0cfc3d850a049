using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>Writes tests on a column that holds one text, or one boolean as text.</summary>
internal sealed class TypedTest(FieldPath field, string column, QueryColumns columns, CaselessSql caseless) : IValueTestVisitor<string>
{
    /// <summary>The reason for refusing a regular expression.</summary>
    public const string RegexReason =
        "Trino's regular expressions and the evaluator's differ in classes, anchors and case; write texts with wildcards";

    /// <summary>The reason for refusing a comparison of two fields.</summary>
    public const string ReferenceReason =
        "SQL cannot compare two fields without regard to case as the evaluator does, nor fields within requestParameters "
        + "and the like; add the modifier cased, or compare other fields";

    public string Null(NullTest test) => $"{column} IS NULL";

    // CloudTrail leaves these fields out when they do not apply, and never writes null for them. Only parameters, responses and the
    // like can be null, and those are not typed columns.
    public string Exists(ExistsTest test) => $"{column} IS NOT NULL";

    public string Text(TextTest test) =>
        test.Pattern switch
        {
            { Literal: null } when CloudTrailShape.KindOf(field) == FieldKind.Boolean => throw new InexpressibleException(
                $"{field} is true or false in CloudTrail events; wildcards never match"
            ),
            { Parts: [{ Kind: TextPartKind.AnyRun }] } => $"{column} IS NOT NULL",
            _ => Compare(test),
        };

    public string Number(NumberTest test) => Compare(new TextTest(Plain(test.Text), IsCased: false));

    public string Bool(BooleanTest test) => Compare(new TextTest(Plain(test.Value ? "true" : "false"), IsCased: false));

    public string Network(CidrTest test) => NetworkTest.Write(test.Network, column);

    public string Compare(CompareTest test) => throw new InexpressibleException($"{field} is never a number in CloudTrail events");

    public string Regex(RegexTest test) => throw new InexpressibleException(RegexReason);

    public string Reference(FieldReferenceTest test) =>
        test.IsCased && TrailTable.TypedColumn(test.OtherField) is { } otherColumn
            ? $"{column} = {otherColumn}"
            : throw new InexpressibleException(ReferenceReason);

    private static SigmaText Plain(string text) => new([new TextPart(TextPartKind.Literal, text)]);

    private string Compare(TextTest test)
    {
        var (expression, pattern) =
            test.IsCased || !test.Pattern.Parts.Any(part => CaselessSql.HasCase(part.Text))
                ? (column, test.Pattern)
                : (columns.CaselessText(column), caseless.Fold(test.Pattern));
        return pattern.Literal is { } literal ? $"{expression} = {SqlText.Literal(literal)}" : SqlText.Matches(expression, pattern);
    }
}
