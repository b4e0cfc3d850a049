using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Verifying;

/// <summary>
/// Compares the instances of a StackSet with the accounts and Regions that should have one. It asks the management account only:
/// what CloudFormation says there, no member account can change.
/// </summary>
internal static class Coverage
{
    /// <summary>Finds the accounts and Regions without a current instance.</summary>
    /// <param name="home">The place of the management account.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="instances">The declared instances.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<IReadOnlyList<Deviation>> OfAsync(Place home, Organization organization, DeclaredResource instances)
    {
        var set = instances.Text("stackSetName")!;
        var accounts = await organization.TargetsOfAsync(home, instances).ConfigureAwait(false);
        var regions = instances.Inputs.Texts("regions");

        // AWS may list an account once for each organizational unit that it was in. Of a place with a current instance nothing is kept,
        // and of another its first.
        var open = accounts
            .SelectMany(_ => regions, (account, region) => (account, region))
            .ToDictionary(place => place, _ => (StackInstance?)null);
        await foreach (var instance in CloudFormationReaders.EachInstanceAsync(home, set).ConfigureAwait(false))
        {
            var place = (instance.Account, instance.Region);
            if (instance.Status == "CURRENT")
            {
                open.Remove(place);
            }
            else if (open.TryGetValue(place, out var first))
            {
                open[place] = first ?? instance;
            }
        }

        return
        [
            .. from account in accounts
            from region in regions
            where open.ContainsKey((account, region))
            select Uncovered(set, account, region, open[(account, region)]),
        ];
    }

    private static Deviation Uncovered(string set, string account, string region, StackInstance? instance) =>
        new(
            DeviationKind.Uncovered,
            account,
            region,
            $"stack set {set}",
            null,
            "CURRENT",
            instance is null ? "no instance" : Describe(instance),
            $"aws cloudformation create-stack-instances --stack-set-name {set} --deployment-targets "
                + $"Accounts={account},AccountFilterType=INTERSECTION,OrganizationalUnitIds=<its unit> --regions {region} "
                + "after removing AWS's reason"
        );

    private static string Describe(StackInstance instance) =>
        instance.Status
        + (instance.DetailedStatus.Length == 0 || instance.DetailedStatus == instance.Status ? "" : $" ({instance.DetailedStatus})")
        + (instance.StatusReason.Length == 0 ? "" : $": {instance.StatusReason}");
}
