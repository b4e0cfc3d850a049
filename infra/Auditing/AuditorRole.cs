using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Auditing;

/// <summary>The role with which <c>bedrock-defense verify --deep</c> enters a member account.</summary>
public static class AuditorRole
{
    /// <summary>Gives the role's ARN in an account.</summary>
    /// <param name="partition">The partition, such as <c>aws</c>.</param>
    /// <param name="account">The account's id.</param>
    public static string ArnIn(string partition, string account) => $"arn:{partition}:iam::{account}:role/{Names.Auditor}";
}
