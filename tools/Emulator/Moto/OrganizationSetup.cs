using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Emulator.Moto;

/// <summary>Makes organizations.</summary>
internal static class OrganizationSetup
{
    /// <summary>Creates an organization. A management account can have only one.</summary>
    /// <param name="home">The management account and the home Region. The Region's partition distinguishes the organizations.</param>
    /// <param name="others">The names of further member accounts, besides the first two.</param>
    public static async Task<EmulatedOrganization> CreateAsync(Place home, params IEnumerable<string> others)
    {
        var organization = await CallAsync("CreateOrganization", new() { ["FeatureSet"] = "ALL" }).ConfigureAwait(false);
        var root = (await CallAsync("ListRoots", []).ConfigureAwait(false))["Roots"]![0]!["Id"]!.GetValue<string>();
        foreach (var type in new[] { OrganizationPolicyType.ServiceControl, OrganizationPolicyType.ResourceControl })
        {
            await CallAsync("EnablePolicyType", new() { ["RootId"] = root, ["PolicyType"] = type.Name }).ConfigureAwait(false);
        }

        foreach (var service in new[] { "cloudtrail.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com" })
        {
            await CallAsync("EnableAWSServiceAccess", new() { ["ServicePrincipal"] = service }).ConfigureAwait(false);
        }

        var unit = (
            await CallAsync("CreateOrganizationalUnit", new() { ["ParentId"] = root, ["Name"] = "workloads" }).ConfigureAwait(false)
        )["OrganizationalUnit"]!["Id"]!.GetValue<string>();
        var members = new List<IAwsApi>();
        foreach (var name in others.Prepend("second").Prepend("first"))
        {
            var created = await CallAsync("CreateAccount", new() { ["AccountName"] = name, ["Email"] = $"{name}@example.com" })
                .ConfigureAwait(false);
            var id = created["CreateAccountStatus"]!["AccountId"]!.GetValue<string>();
            await CallAsync(
                    "MoveAccount",
                    new()
                    {
                        ["AccountId"] = id,
                        ["SourceParentId"] = root,
                        ["DestinationParentId"] = unit,
                    }
                )
                .ConfigureAwait(false);
            members.Add(home.Account.InAccount(id));
        }

        return new EmulatedOrganization(organization["Organization"]!["Id"]!.GetValue<string>(), home.Account, root, unit, members);

        Task<JsonObject> CallAsync(string operation, JsonObject input) => home.JsonAsync("organizations", operation, input);
    }
}
