using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>What came of one statement; the words for it are found only when somebody asks.</summary>
public sealed class StatementExplanation
{
    private readonly Lazy<IReadOnlyList<ElementExplanation>> _elements;

    internal StatementExplanation(string? level, string policy, PolicyStatement statement, RequestContext request)
    {
        (Level, Policy, Statement, Matched) = (level, policy, statement, statement.Matches(request));
        _elements = new(() => statement.Explain(request));
    }

    /// <summary>The level whose policy it is in; null where there are no levels.</summary>
    public string? Level { get; }

    /// <summary>The name of its policy.</summary>
    public string Policy { get; }

    /// <summary>The statement itself.</summary>
    public PolicyStatement Statement { get; }

    /// <summary>Whether the statement applies to the request: all its elements do.</summary>
    public bool Matched { get; }

    /// <summary>Each of its elements, in the order principal, action, resource, conditions.</summary>
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

    /// <summary>One line: where, what effect, whether it matched and the elements that decided that.</summary>
    public override string ToString() =>
        $"{Name} ({Statement.Effect}) {(Matched ? "matches" : "does not match")}: "
        + string.Join("; ", Elements.Where(element => element.Matched == Matched));
}
