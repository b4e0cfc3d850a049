using BedrockDefense.Scp.Conditions;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>Judges whether a request satisfies a condition, and explains why.</summary>
internal sealed class ConditionJudge(PolicyCondition condition, RequestContext request)
{
    // The reader refused unknown operators, so this one exists.
    private readonly ConditionOperator _operator = ConditionOperators.Find(condition.BaseOperator)!;

    public ElementExplanation Explain()
    {
        var (holds, why) = request.Find(condition.Key) is { } actual
            ? ExplainPresent(actual)
            : ExplainAbsent(request.IsNull(condition.Key) ? "the key is empty" : "the key is absent");
        return new ElementExplanation($"{condition.Operator} {condition.Key}", holds, why);
    }

    private (bool Holds, string Reason) ExplainAbsent(string what)
    {
        if (condition.HasIfExists)
        {
            return (true, $"{what}, which IfExists lets pass");
        }

        if (!_operator.ComparesValues)
        {
            return (Find("true") is not null, what);
        }

        return condition.Set switch
        {
            ConditionSet.ForAllValues => (true, $"{what}, which satisfies ForAllValues"),
            ConditionSet.None when _operator.IsNegated => (true, $"{what}, which satisfies a negated operator"),
            _ => (false, what),
        };
    }

    private (bool Holds, string Reason) ExplainPresent(IReadOnlyList<string> actual)
    {
        if (!_operator.ComparesValues)
        {
            return (Find("false") is not null, "the key is there");
        }

        if (condition.Set == ConditionSet.None && actual.Count > 1)
        {
            return (false, $"the key has {actual.Count} values, which only ForAllValues and ForAnyValue compare");
        }

        var results = actual.Select(Compare).ToList();
        var holds = condition.Set == ConditionSet.ForAnyValue ? results.Any(result => result.Holds) : results.All(result => result.Holds);
        return (holds, string.Join("; ", results.Select(result => result.Reason)));
    }

    private (bool Holds, string Reason) Compare(string actual)
    {
        var match = Find(actual);
        var why = match is null
            ? $"{VisibleText.Quote(actual)} matches none of {VisibleText.Quote(condition.Values)}"
            : $"{VisibleText.Quote(actual)} matches {VisibleText.Quote(match.Source)}";
        return ((match is null) == _operator.IsNegated, why);
    }

    // A policy's value whose variable has no value matches nothing (IAM policy elements: Variables and tags). A negated
    // operator then holds.
    private PolicyText? Find(string actual) =>
        condition.ExpectedValues.FirstOrDefault(value =>
            value.Resolve(request.Find) is { } expected && _operator.Matches(actual, expected)
        );
}
