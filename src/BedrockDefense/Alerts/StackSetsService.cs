using System.Text.Json.Nodes;

namespace BedrockDefense.Alerts;

/// <summary>
/// The roles with which CloudFormation StackSets deploys to the members of an organization. Their names are <c>stacksets-exec-</c>
/// and 32 characters (AWS CloudFormation User Guide, "Activate trusted access for StackSets with AWS Organizations").
/// </summary>
/// <param name="Partition">The partition of the organization.</param>
/// <param name="ManagementAccountId">
/// The management account. StackSets never deploys to it, and no guardrail applies in it. So anybody could create a role with such
/// a name there.
/// </param>
public sealed record StackSetsService(string Partition, string ManagementAccountId)
{
    /// <summary>A pattern for the names of the roles, also used in messages.</summary>
    public const string RoleNames = "stacksets-exec-*";

    /// <summary>Returns tests on the issuer of a session. For every other issuer, at least one of the tests holds.</summary>
    internal IEnumerable<JsonObject> CreateOtherIssuerTests() =>
        [
            new()
            {
                ["arn"] = new JsonArray(
                    new JsonObject { ["anything-but"] = new JsonObject { ["wildcard"] = $"arn:{Partition}:iam::*:role/{RoleNames}" } },
                    // The path of a role may contain a colon, so the ARN of another role can end like the ARN of these roles.
                    new JsonObject { ["wildcard"] = "*:role/*:role/*" },
                    new JsonObject { ["exists"] = false }
                ),
            },
            new() { ["accountId"] = new JsonArray(ManagementAccountId) },
        ];
}
