namespace BedrockDefense.Scp.Evaluation;

/// <summary>A decision that explains itself.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Reason">Why, in a sentence. Holds text from policies and the request: escape it before display.</param>
/// <param name="Deciding">
/// The statement that decided: the first denying one, or the last level's first allowing one; null when it is the lack of one.
/// </param>
/// <param name="Explanations">Every statement, in the order of levels and policies.</param>
public sealed record Verdict(
    Decision Decision,
    string Reason,
    StatementExplanation? Deciding,
    IReadOnlyList<StatementExplanation> Explanations
)
{
    /// <summary>Whether the request goes through.</summary>
    public bool IsAllowed => Decision == Decision.Allowed;
}
