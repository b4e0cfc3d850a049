using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes a detection as an SQL condition that is true or false as the evaluator's answer is. SQL's third answer, of a
/// comparison with an absent field, becomes false wherever a negation would otherwise keep it.
/// </summary>
internal sealed class ConditionWriter(QueryColumns columns, CaselessSql caseless, List<Fault> refusals)
{
    private const string Never = "FALSE";

    public string Write(DetectionNode node) => Write(node, isNegated: false);

    private string Write(DetectionNode node, bool isNegated) =>
        node.Switch(
            all => Join(" AND ", all.Parts.Select(part => Write(part, isNegated)), "TRUE"),
            any => Any(any, isNegated),
            negated => $"NOT {Write(negated.Part, isNegated: true)}",
            selection => Write(selection.Part, isNegated),
            match => Refusing(match.Location, () => Leaf(match, isNegated)),
            Refuse
        );

    private string Refuse(KeywordMatch keyword)
    {
        refusals.Add(new Fault("the table has no column with the whole record to search for a keyword; name the field", keyword.Location));
        return Never;
    }

    /// <summary>Literal texts of one column become one <c>IN</c>.</summary>
    private string Any(AnyOf any, bool isNegated)
    {
        var lists = any
            .Parts.OfType<FieldMatch>()
            .Where(IsLiteral)
            .GroupBy(match => (match.Field.Text, Cased: IsCased(match)))
            .Where(group => group.Skip(1).Any())
            .Select(group => group.ToArray())
            .ToArray();
        var listed = lists.SelectMany(list => list).ToHashSet(ReferenceEqualityComparer.Instance);
        return Join(
            " OR ",
            [
                .. lists.Select(list => Refusing(list[0].Location, () => In(list, isNegated))),
                .. any.Parts.Where(part => !listed.Contains(part)).Select(part => Write(part, isNegated)),
            ],
            Never
        );
    }

    private static bool IsLiteral(FieldMatch match) =>
        match.Test is TextTest { Pattern.Literal: not null } && TrailTable.Typed(match.Field) is not null;

    private static bool IsCased(FieldMatch match) =>
        match.Test is not TextTest { Cased: false, Pattern.Literal: var literal } || !CaselessSql.HasCase(literal!);

    private string In(FieldMatch[] list, bool isNegated)
    {
        var column = TrailTable.Typed(list[0].Field)!;
        var cased = IsCased(list[0]);
        var literals = list.Select(match => ((TextTest)match.Test).Pattern.Literal!)
            .Select(literal => SqlText.Literal(cased ? literal : caseless.Fold(literal)))
            .Distinct();
        return Certain($"{(cased ? column : columns.Caseless(column))} IN ({string.Join(", ", literals)})", isNegated);
    }

    private string Leaf(FieldMatch match, bool isNegated)
    {
        if (SigmaEvaluator.Unevaluable(match) is { } reason)
        {
            throw new InexpressibleException(reason);
        }

        if (TrailTable.Typed(match.Field) is { } column)
        {
            return Certain(match.Test.Accept(new TypedTest(match.Field, column, columns, caseless)), isNegated && match.Test.LooksAtValues);
        }

        if (TrailTable.Json(match.Field) is not { } json)
        {
            throw new InexpressibleException(
                $"the table has no column for {VisibleText.Quote(match.Field.Text)}; it has those that the Athena user "
                    + "guide's table for CloudTrail has"
            );
        }

        if (match.Field.Segments.Count > 1)
        {
            return match.Test.Accept(new JsonTest(new JsonField(json, match.Field), columns, caseless));
        }

        return match.Test is NullTest
            ? $"{json} IS NULL"
            : throw new InexpressibleException($"of {match.Field} the table cannot tell an absent one from null");
    }

    private static string Certain(string condition, bool isNegated) => isNegated ? $"COALESCE({condition}, FALSE)" : condition;

    private static string Join(string word, IEnumerable<string> parts, string none)
    {
        string[] joined = [.. parts.Distinct()];
        return joined switch
        {
            [] => none,
            [var only] => only,
            _ => $"({string.Join(word, joined)})",
        };
    }

    private string Refusing(SourceLocation location, Func<string> write)
    {
        try
        {
            return write();
        }
        catch (InexpressibleException reason)
        {
            refusals.Add(new Fault(reason.Message, location));
            return Never;
        }
    }
}
