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
        var found = (await CloudFormationReaders.InstancesAsync(home, set).ConfigureAwait(false)).ToLookup(one =>
            (one.Account, one.Region)
        );
        List<Deviation> deviations = [];
        foreach (
            var (account, region) in accounts.SelectMany(_ => instances.Inputs.Texts("regions"), (account, region) => (account, region))
        )
        {
            // AWS may list an account once for each organizational unit that it was in.
            var listed = found[(account, region)].ToList();
            if (!listed.Exists(one => one.Status == "CURRENT"))
            {
                var instance = listed.FirstOrDefault();
                deviations.Add(
                    new Deviation(
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
                    )
                );
            }
        }

        return deviations;
    }

    private static string Describe(StackInstance instance) =>
        instance.Status
        + (instance.DetailedStatus.Length == 0 || instance.DetailedStatus == instance.Status ? "" : $" ({instance.DetailedStatus})")
        + (instance.StatusReason.Length == 0 ? "" : $": {instance.StatusReason}");
}
