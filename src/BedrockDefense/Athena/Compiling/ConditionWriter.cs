using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes a detection as an SQL condition that is true or false, as the evaluator's answer is. A comparison with an absent field is
/// NULL in SQL. The condition turns NULL into false wherever it is negated.
/// </summary>
internal sealed class ConditionWriter(QueryColumns columns, CaselessSql caseless, List<Fault> refusals)
{
    private const string FalseCondition = "FALSE";

    public string Write(DetectionNode node) => Write(node, isNegated: false);

    private string Write(DetectionNode node, bool isNegated) =>
        node.Switch(
            all => Join(" AND ", all.Parts.Select(part => Write(part, isNegated)), "TRUE"),
            any => WriteAny(any, isNegated),
            negated => $"NOT {Write(negated.Part, isNegated: true)}",
            selection => Write(selection.Part, isNegated),
            match => WriteOrRefuse(match.Location, () => WriteLeaf(match, isNegated)),
            Refuse
        );

    private string Refuse(KeywordMatch keyword)
    {
        refusals.Add(new Fault("the table has no column with the whole record to search for a keyword; name the field", keyword.Location));
        return FalseCondition;
    }

    /// <summary>Writes alternatives. Literal texts that are compared with the same column become one <c>IN</c>.</summary>
    private string WriteAny(AnyOf any, bool isNegated)
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
                .. lists.Select(list => WriteOrRefuse(list[0].Location, () => WriteIn(list, isNegated))),
                .. any.Parts.Where(part => !listed.Contains(part)).Select(part => Write(part, isNegated)),
            ],
            FalseCondition
        );
    }

    private static bool IsLiteral(FieldMatch match) =>
        match.Test is TextTest { Pattern.Literal: not null } && TrailTable.TypedColumn(match.Field) is not null;

    private static bool IsCased(FieldMatch match) =>
        match.Test is not TextTest { IsCased: false, Pattern.Literal: var literal } || !CaselessSql.HasCase(literal!);

    private string WriteIn(FieldMatch[] list, bool isNegated)
    {
        var column = TrailTable.TypedColumn(list[0].Field)!;
        var cased = IsCased(list[0]);
        var literals = list.Select(match => ((TextTest)match.Test).Pattern.Literal!)
            .Select(literal => SqlText.Literal(cased ? literal : caseless.Fold(literal)))
            .Distinct();
        return ReplaceNull($"{(cased ? column : columns.CaselessText(column))} IN ({string.Join(", ", literals)})", isNegated);
    }

    private string WriteLeaf(FieldMatch match, bool isNegated)
    {
        if (SigmaEvaluator.FaultOf(match) is { } reason)
        {
            throw new InexpressibleException(reason);
        }

        if (TrailTable.TypedColumn(match.Field) is { } column)
        {
            return ReplaceNull(
                match.Test.Accept(new TypedTest(match.Field, column, columns, caseless)),
                isNegated && match.Test.LooksAtValues
            );
        }

        if (TrailTable.JsonColumn(match.Field) is not { } json)
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

    private static string ReplaceNull(string condition, bool isNegated) => isNegated ? $"COALESCE({condition}, FALSE)" : condition;

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

    private string WriteOrRefuse(SourceLocation location, Func<string> write)
    {
        try
        {
            return write();
        }
        catch (InexpressibleException reason)
        {
            refusals.Add(new Fault(reason.Message, location));
            return FalseCondition;
        }
    }
}
