using System.Text.Json.Nodes;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// Adds conditions on the account to a CloudFormation template, since a StackSet has one template for all accounts. CloudFormation has no
/// function that searches a list, and a function has at most ten alternatives (AWS CloudFormation Template Reference, "Condition
/// functions").
/// </summary>
internal static class AccountConditions
{
    private const int MostAlternatives = 10;

    /// <summary>Makes resources exist in all accounts except some.</summary>
    /// <param name="template">The template.</param>
    /// <param name="name">The name of the condition.</param>
    /// <param name="accounts">The accounts without the resources; when there are none, nothing changes.</param>
    /// <param name="logicalIds">The resources.</param>
    public static void ExcludeAccounts(
        JsonNode template,
        string name,
        IReadOnlyList<string> accounts,
        params IEnumerable<string> logicalIds
    )
    {
        if (accounts.Count == 0)
        {
            return;
        }

        Set(template, name, new JsonObject { ["Fn::Not"] = new JsonArray(AnyOf([.. accounts.Select(IsAccount)])) }, logicalIds);
    }

    /// <summary>Makes resources exist in some accounts only.</summary>
    /// <param name="template">The template.</param>
    /// <param name="name">The name of the condition.</param>
    /// <param name="accounts">The accounts with the resources, at least one.</param>
    /// <param name="logicalIds">The resources.</param>
    public static void RequireAccounts(
        JsonNode template,
        string name,
        IReadOnlyList<string> accounts,
        params IEnumerable<string> logicalIds
    ) => Set(template, name, AnyOf([.. accounts.Select(IsAccount)]), logicalIds);

    private static void Set(JsonNode template, string name, JsonNode condition, IEnumerable<string> logicalIds)
    {
        var conditions = template["Conditions"] as JsonObject;
        if (conditions is null)
        {
            template["Conditions"] = conditions = [];
        }

        conditions[name] = condition;
        foreach (var logicalId in logicalIds)
        {
            template["Resources"]![logicalId]!["Condition"] = name;
        }
    }

    private static JsonNode IsAccount(string account) =>
        new JsonObject { ["Fn::Equals"] = new JsonArray(new JsonObject { ["Ref"] = "AWS::AccountId" }, account) };

    private static JsonNode AnyOf(IReadOnlyList<JsonNode> alternatives) =>
        alternatives.Count == 1
            ? alternatives[0]
            : AnyOf([
                .. alternatives
                    .Chunk(MostAlternatives)
                    .Select(chunk => chunk is [var only] ? only : new JsonObject { ["Fn::Or"] = new JsonArray(chunk) }),
            ]);
}
