namespace BedrockDefense.Scp;

/// <summary>What came of one statement.</summary>
/// <param name="Level">The level whose policy it is in; null where there are no levels.</param>
/// <param name="Policy">The name of its policy.</param>
/// <param name="Statement">The statement itself.</param>
/// <param name="Elements">Each of its elements, in the order principal, action, resource, conditions.</param>
public sealed record StatementExplanation(string? Level, string Policy, PolicyStatement Statement, IReadOnlyList<ElementExplanation> Elements)
{
    /// <summary>Whether the statement applies to the request: all its elements do.</summary>
    public bool Matched => Elements.All(element => element.Matched);

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
