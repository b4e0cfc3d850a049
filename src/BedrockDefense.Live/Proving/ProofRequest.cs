namespace BedrockDefense.Live.Proving;

/// <summary>What the user asks to be proved.</summary>
/// <param name="Account">The id of the account in which the attacks happen.</param>
/// <param name="Role">The ARN of the role there that attacks.</param>
/// <param name="Region">The code of the Region of the attack; null for the home Region.</param>
/// <param name="Scenarios">The ids of the scenarios; empty for all.</param>
/// <param name="Model">The id of the model that may be invoked; null for none.</param>
public sealed record ProofRequest(string Account, string Role, string? Region, IReadOnlyList<string> Scenarios, string? Model);
