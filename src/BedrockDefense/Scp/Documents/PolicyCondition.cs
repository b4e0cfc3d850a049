using BedrockDefense.Scp.Conditions;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Documents;

/// <summary>One key of a statement's <c>Condition</c> under one operator; the statement needs all of them to hold.</summary>
public sealed class PolicyCondition
{
    private readonly ConditionOperator _operator;
    private readonly IReadOnlyList<PolicyText> _expected;

    internal PolicyCondition(ConditionOperatorName name, string key, IReadOnlyList<PolicyText> expected)
    {
        (_operator, Operator, Set, IfExists) = (name.Operator, name.Source, name.Set, name.IfExists);
        (Key, _expected) = (key, expected);
    }

    /// <summary>The operator as written, such as <c>ForAnyValue:StringLikeIfExists</c>.</summary>
    public string Operator { get; }

    /// <summary>The operator without its set operator and <c>IfExists</c>, such as <c>StringLike</c>.</summary>
    public string BaseOperator => _operator.Name;

    /// <summary>The set operator before the colon.</summary>
    public ConditionSet Set { get; }

    /// <summary>Whether the operator ends in <c>IfExists</c>: then an absent key satisfies it.</summary>
    public bool IfExists { get; }

    /// <summary>The condition key as written; case does not matter.</summary>
    public string Key { get; }

    /// <summary>The policy's values as written.</summary>
    public IReadOnlyList<string> Values => [.. _expected.Select(value => value.Source)];

    internal ElementExplanation Explain(RequestContext request)
    {
        var (holds, why) = request.Find(Key) is { } actual
            ? Present(actual, request)
            : Absent(request.IsNull(Key) ? "the key is empty" : "the key is absent");
        return new ElementExplanation($"{Operator} {Key}", holds, why);
    }

    private (bool Holds, string Why) Absent(string what)
    {
        if (IfExists)
        {
            return (true, $"{what}, which IfExists lets pass");
        }

        var holds = Set == ConditionSet.None ? _operator.HoldsWhenAbsent(_expected) : Set == ConditionSet.ForAllValues;
        return (
            holds,
            holds && _operator.IsNegated && Set == ConditionSet.None ? $"{what}, which satisfies a negated operator"
            : holds && Set == ConditionSet.ForAllValues ? $"{what}, which satisfies ForAllValues"
            : what
        );
    }

    private (bool Holds, string Why) Present(IReadOnlyList<string> actual, RequestContext request)
    {
        if (!_operator.ComparesValues)
        {
            return (_expected.Any(value => _operator.Matches(value, actual[0], request)), "the key is there");
        }

        if (Set == ConditionSet.None && actual.Count > 1)
        {
            return (false, $"the key has {actual.Count} values, which only ForAllValues and ForAnyValue compare");
        }

        var results = actual.Select(value => Compare(value, request)).ToList();
        var holds = Set == ConditionSet.ForAnyValue ? results.Any(result => result.Holds) : results.All(result => result.Holds);
        return (holds, string.Join("; ", results.Select(result => result.Why)));
    }

    private (bool Holds, string Why) Compare(string actual, RequestContext request)
    {
        var match = _expected.FirstOrDefault(value => _operator.Matches(value, actual, request));
        var why = match is null
            ? $"{VisibleText.Quote(actual)} matches none of {VisibleText.Quote(_expected.Select(value => value.Source))}"
            : $"{VisibleText.Quote(actual)} matches {VisibleText.Quote(match.Source)}";
        return ((match is null) == _operator.IsNegated, why);
    }
}
