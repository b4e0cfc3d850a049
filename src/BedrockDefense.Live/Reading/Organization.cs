using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Reading;

/// <summary>The organization, as its management account sees it.</summary>
/// <param name="Id">The organization's id.</param>
/// <param name="RootId">The root's id.</param>
/// <param name="ManagementAccountId">The management account's id.</param>
/// <param name="ActiveAccounts">The ids of the accounts that are active, the management account among them.</param>
public sealed record Organization(string Id, string RootId, string ManagementAccountId, IReadOnlySet<string> ActiveAccounts)
{
    /// <summary>Reads the organization.</summary>
    /// <param name="home">The place of the management account.</param>
    /// <exception cref="Clients.AwsException">AWS refused to answer.</exception>
    public static async Task<Organization> ReadAsync(Place home)
    {
        ArgumentNullException.ThrowIfNull(home);
        var organization = (await home.JsonAsync("organizations", "DescribeOrganization", []).ConfigureAwait(false))[
            "Organization"
        ]!.AsObject();
        var roots = await home.AllAsync("organizations", "ListRoots", "Roots", []).ConfigureAwait(false);
        var accounts = await home.AllAsync("organizations", "ListAccounts", "Accounts", []).ConfigureAwait(false);
        return new Organization(
            organization.Need("Id"),
            roots.Single().Need("Id"),
            organization.Need("MasterAccountId"),
            accounts.Where(IsActive).Select(account => account.Need("Id")).ToHashSet(StringComparer.Ordinal)
        );
    }

    /// <summary>Lists the active accounts at any depth below a root or unit, without the management account, which StackSets skip</summary>
    /// <param name="home">The place of the management account.</param>
    /// <param name="unit">The id of the root or unit.</param>
    public async Task<IReadOnlyList<string>> MembersBelowAsync(Place home, string unit)
    {
        ArgumentNullException.ThrowIfNull(home);
        var accounts = await home.AllAsync("organizations", "ListAccountsForParent", "Accounts", new() { ["ParentId"] = unit })
            .ConfigureAwait(false);
        List<string> found =
        [
            .. accounts.Select(account => account.Need("Id")).Where(id => id != ManagementAccountId && ActiveAccounts.Contains(id)),
        ];
        var units = await home.AllAsync(
                "organizations",
                "ListOrganizationalUnitsForParent",
                "OrganizationalUnits",
                new() { ["ParentId"] = unit }
            )
            .ConfigureAwait(false);
        foreach (var below in units)
        {
            found.AddRange(await MembersBelowAsync(home, below.Need("Id")).ConfigureAwait(false));
        }

        return found;
    }

    // AWS replaces Status by State (AWS Organizations API Reference, "Account").
    private static bool IsActive(JsonObject account) => (account.Text("State") ?? account.Text("Status")) == "ACTIVE";
}
