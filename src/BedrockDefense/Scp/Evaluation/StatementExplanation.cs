using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>The result of one statement. The explanation in words is made only when it is asked for.</summary>
public sealed class StatementExplanation
{
    private readonly Lazy<IReadOnlyList<ElementExplanation>> _elements;

    internal StatementExplanation(string? level, string policy, PolicyStatement statement, RequestContext request)
    {
        var judge = new StatementJudge(statement, request);
        (Level, Policy, Statement, IsMatch) = (level, policy, statement, judge.Matches());
        _elements = new(judge.Explain);
    }

    /// <summary>The level that the statement's policy is attached to; null where there are no levels.</summary>
    public string? Level { get; }

    /// <summary>The name of the statement's policy.</summary>
    public string Policy { get; }

    /// <summary>The statement itself.</summary>
    public PolicyStatement Statement { get; }

    /// <summary>Whether the statement applies to the request, which means that all its elements match.</summary>
    public bool IsMatch { get; }

    /// <summary>The results of its elements, in the order principal, action, resource, conditions.</summary>
    public IReadOnlyList<ElementExplanation> Elements => _elements.Value;

    /// <summary>Where the statement is, such as <c>statement DenyDelete (1) of protect.json at root</c>.</summary>
    public string Name
    {
        get
        {
            var position = Statement.Index + 1;
            var statement = Statement.Sid is { Length: > 0 } sid ? $"{VisibleText.Of(sid)} ({position})" : $"{position}";
            return $"statement {statement} of {VisibleText.Of(Policy)}" + (Level is null ? "" : $" at {VisibleText.Of(Level)}");
        }
    }

    /// <summary>
    /// Returns one line: the place of the statement, its effect, whether it matched, and the elements that decided that.
    /// </summary>
    public override string ToString() =>
        $"{Name} ({Statement.Effect}) {(IsMatch ? "matches" : "does not match")}: "
        + string.Join("; ", Elements.Where(element => element.IsMatch == IsMatch));
}
