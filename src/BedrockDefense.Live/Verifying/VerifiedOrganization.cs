using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Verifying;

/// <summary>The organization that was verified, as its management account sees it.</summary>
/// <param name="RootId">The root's id.</param>
/// <param name="ManagementAccountId">The management account's id.</param>
/// <param name="Units">The units that the program's StackSets are deployed to, and those below them.</param>
/// <param name="Accounts">All accounts.</param>
public sealed record VerifiedOrganization(
    string RootId,
    string ManagementAccountId,
    IReadOnlyList<OrganizationalUnit> Units,
    IReadOnlyList<VerifiedAccount> Accounts
)
{
    internal static VerifiedOrganization Of(Organization organization, IReadOnlyDictionary<(string Account, string Region), bool> covered)
    {
        var tree = organization.SeenTree;
        // An account that is moved in the meantime is in two units.
        var units = tree.Accounts.DistinctBy(account => account.Id).ToDictionary(account => account.Id, account => account.Unit);
        var places = covered.ToLookup(place => place.Key.Account, place => place.Value, StringComparer.Ordinal);
        return new VerifiedOrganization(
            organization.RootId,
            organization.ManagementAccountId,
            [.. tree.Units.OrderBy(unit => unit.Id, StringComparer.Ordinal)],
            [
                .. organization
                    .ActiveAccounts.Concat(organization.InactiveAccounts.Keys)
                    .Order(StringComparer.Ordinal)
                    .Select(id => new VerifiedAccount(
                        id,
                        organization.InactiveAccounts.GetValueOrDefault(id),
                        units.GetValueOrDefault(id),
                        places[id].Count(),
                        places[id].Count(isCovered => isCovered)
                    )),
            ]
        );
    }
}

/// <summary>An account of a verified organization.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="State">Its state, such as <c>SUSPENDED</c>; null for an active account.</param>
/// <param name="Unit">The id of the root or unit that it is directly in; null where that was not asked.</param>
/// <param name="Regions">In how many Regions it should have what the StackSets deploy.</param>
/// <param name="CoveredRegions">In how many of them it has it.</param>
public sealed record VerifiedAccount(string Id, string? State, string? Unit, int Regions, int CoveredRegions);
