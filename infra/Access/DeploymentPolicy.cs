namespace BedrockDefense.Infra.Access;

/// <summary>A policy for whoever deploys, verifies or proves, written as a managed policy of the account.</summary>
/// <param name="Name">The policy's name.</param>
/// <param name="Duty">The duty that the policy is for.</param>
/// <param name="Json">The document, without white space.</param>
public sealed record DeploymentPolicy(string Name, DeploymentDuty Duty, string Json)
{
    /// <summary>
    /// The longest document of a managed policy, in characters without white space (AWS Identity and Access Management User
    /// Guide, "IAM and AWS STS quotas").
    /// </summary>
    public const int CharacterLimit = 6144;
}
