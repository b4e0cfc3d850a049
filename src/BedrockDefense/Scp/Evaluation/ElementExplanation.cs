namespace BedrockDefense.Scp.Evaluation;

/// <summary>What came of one element of a statement.</summary>
/// <param name="Element">
/// <c>Principal</c>, <c>Action</c>, <c>NotAction</c>, <c>Resource</c>, <c>NotResource</c>, or a condition's operator and key.
/// </param>
/// <param name="Matched">Whether the element is satisfied.</param>
/// <param name="Why">The values compared. Holds text from the policy and the request: escape it before display.</param>
public sealed record ElementExplanation(string Element, bool Matched, string Why)
{
    public override string ToString() => $"{Element}: {Why}";
}
