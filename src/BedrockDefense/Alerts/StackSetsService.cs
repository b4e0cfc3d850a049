using System.Text.Json.Nodes;

namespace BedrockDefense.Alerts;

/// <summary>
/// The roles with which CloudFormation StackSets deploys to the members of an organization, <c>stacksets-exec-</c> and 32
/// characters (AWS CloudFormation User Guide, "Activate trusted access for StackSets with AWS Organizations").
/// </summary>
/// <param name="Partition">The partition.</param>
/// <param name="ManagementAccountId">
/// The management account, which StackSets never deploys to and no guardrail reaches: there the name is anybody's.
/// </param>
public sealed record StackSetsService(string Partition, string ManagementAccountId)
{
    /// <summary>What the roles are called, for messages.</summary>
    public const string RoleNames = "stacksets-exec-*";

    /// <summary>Tests on the issuer of a session, of which one holds for everybody else.</summary>
    internal IEnumerable<JsonObject> Others() =>
        [
            new()
            {
                ["arn"] = new JsonArray(
                    new JsonObject { ["anything-but"] = new JsonObject { ["wildcard"] = $"arn:{Partition}:iam::*:role/{RoleNames}" } },
                    // A path may hold a colon, so that another role's ARN can end as these do.
                    new JsonObject { ["wildcard"] = "*:role/*:role/*" },
                    new JsonObject { ["exists"] = false }
                ),
            },
            new() { ["accountId"] = new JsonArray(ManagementAccountId) },
        ];
}
