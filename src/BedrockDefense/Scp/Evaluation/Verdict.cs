namespace BedrockDefense.Scp.Evaluation;

/// <summary>A decision with its explanation.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">The reason, in a sentence. It contains text of policies and the request, so escape it before display.</param>
/// <param name="DecidingStatement">
/// The statement that decided: the first that denies, or else the first at the last level that allows. It is null when the
/// request is denied because no statement allows it.
/// </param>
/// <param name="Explanations">The result of every statement, in the order of levels and policies.</param>
public sealed record Verdict(
    Decision Decision,
    string Reason,
    StatementExplanation? DecidingStatement,
    IReadOnlyList<StatementExplanation> Explanations
)
{
    /// <summary>Whether the request is allowed.</summary>
    public bool IsAllowed => Decision == Decision.Allowed;
}
