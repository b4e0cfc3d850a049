using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// A root, an organizational unit or an account, with the service control policies attached to it (FullAWSAccess among them, if it
/// is).
/// </summary>
public sealed record ScpLevel(string Name, IReadOnlyList<PolicyDocument> Policies);
