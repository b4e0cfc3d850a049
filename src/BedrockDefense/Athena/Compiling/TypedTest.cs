using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>Tests on a column that holds one text, or the text of one boolean.</summary>
internal sealed class TypedTest(FieldPath field, string column, QueryColumns columns, CaselessText caseless)
{
    public string Write(ValueTest test) =>
        test switch
        {
            NullTest => $"{column} IS NULL",
            // CloudTrail leaves these out where they do not apply and never writes null for them; only parameters, responses and
            // the like are null, which are no such columns.
            ExistsTest => $"{column} IS NOT NULL",
            TextTest { Pattern.Literal: null } when CloudTrailShape.KindOf(field) == FieldKind.Boolean => throw new Inexpressible(
                $"{field} is true or false in CloudTrail events; wildcards never match"
            ),
            TextTest { Pattern.Parts: [{ Kind: TextPartKind.AnyRun }] } => $"{column} IS NOT NULL",
            TextTest text => Compare(text),
            NumberTest number => Compare(new TextTest(Plain(number.Written), Cased: false)),
            BooleanTest boolean => Compare(new TextTest(Plain(boolean.Value ? "true" : "false"), Cased: false)),
            CidrTest cidr => NetworkTest.Write(cidr.Network, column),
            CompareTest => throw new Inexpressible($"{field} is never a number in CloudTrail events"),
            RegexTest => throw new Inexpressible(RegexReason),
            FieldReferenceTest { Cased: true, Other: var other } when TrailTable.Typed(other) is { } otherColumn =>
                $"{column} = {otherColumn}",
            FieldReferenceTest => throw new Inexpressible(ReferenceReason),
            _ => throw new InvalidOperationException($"no SQL for {test.GetType().Name}"),
        };

    /// <summary>Why an expression is refused.</summary>
    public const string RegexReason =
        "Trino's regular expressions and the evaluator's differ in classes, anchors and case; write texts with wildcards";

    /// <summary>Why a comparison of two fields is refused.</summary>
    public const string ReferenceReason =
        "SQL cannot compare two fields without regard to case as the evaluator does, nor fields within requestParameters and the like; add the modifier cased, or compare other fields";

    private static SigmaText Plain(string text) => new([new TextPart(TextPartKind.Literal, text)]);

    private string Compare(TextTest test)
    {
        var (expression, pattern) =
            test.Cased || !test.Pattern.Parts.Any(part => CaselessText.HasCase(part.Text))
                ? (column, test.Pattern)
                : (columns.Caseless(column), caseless.Fold(test.Pattern));
        return pattern.Literal is { } literal ? $"{expression} = {SqlText.Literal(literal)}" : SqlText.Matches(expression, pattern);
    }
}
