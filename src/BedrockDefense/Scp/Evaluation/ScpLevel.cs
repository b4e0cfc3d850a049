using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// A root, an organizational unit or an account, with the service control policies attached to it. FullAWSAccess is among
/// them if it is attached.
/// </summary>
public sealed record ScpLevel(string Name, IReadOnlyList<PolicyDocument> Policies);
