using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Moto;

/// <summary>An organization on the emulator: two member accounts in an organizational unit under the root.</summary>
/// <param name="Management">The management account.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="Members">The member accounts.</param>
internal sealed record EmulatedOrganization(AwsAccount Management, string RootId, IReadOnlyList<AwsAccount> Members)
{
    private const string Region = "us-east-1";

    /// <summary>Creates one; a management account can only have one.</summary>
    public static async Task<EmulatedOrganization> CreateAsync(AwsAccount management)
    {
        await CallAsync("CreateOrganization", new() { ["FeatureSet"] = "ALL" }).ConfigureAwait(false);
        var root = (await CallAsync("ListRoots", []))["Roots"]![0]!["Id"]!.GetValue<string>();
        var unit = (await CallAsync("CreateOrganizationalUnit", new() { ["ParentId"] = root, ["Name"] = "workloads" }))["OrganizationalUnit"]!["Id"]!.GetValue<string>();
        var members = new List<AwsAccount>();
        foreach (var name in new[] { "first", "second" })
        {
            var created = await CallAsync("CreateAccount", new() { ["AccountName"] = name, ["Email"] = $"{name}@example.com" });
            var id = created["CreateAccountStatus"]!["AccountId"]!.GetValue<string>();
            await CallAsync("MoveAccount", new() { ["AccountId"] = id, ["SourceParentId"] = root, ["DestinationParentId"] = unit });
            members.Add(management.Other(id));
        }

        return new EmulatedOrganization(management, root, members);

        Task<JsonObject> CallAsync(string operation, JsonObject input) => management.JsonAsync("organizations", Region, operation, input);
    }
}
