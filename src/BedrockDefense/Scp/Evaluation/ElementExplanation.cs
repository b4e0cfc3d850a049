namespace BedrockDefense.Scp.Evaluation;

/// <summary>The result of one element of a statement.</summary>
/// <param name="Element">
/// <c>Principal</c>, <c>Action</c>, <c>NotAction</c>, <c>Resource</c>, <c>NotResource</c>, or a condition's operator and key.
/// </param>
/// <param name="IsMatch">Whether the element is satisfied.</param>
/// <param name="Reason">
/// The values that were compared. It contains text of the policy and the request, so escape it before display.
/// </param>
public sealed record ElementExplanation(string Element, bool IsMatch, string Reason)
{
    public override string ToString() => $"{Element}: {Reason}";
}
