using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudFormation = Pulumi.Aws.CloudFormation;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Finds the accounts where the members' part of the stack is missing. The operations of a StackSet succeed whatever happens in single
/// accounts, and nobody waits for later operations. So AWS's list of the instances is read after each deployment.
/// </summary>
internal static class MemberCoverage
{
    private const int LongestReason = 300;

    // The warning shows this many gaps, which is enough to see the kind of fault. The output has all of them.
    private const int ShownGaps = 5;

    /// <summary>Finds each account and Region where a set does not stand as its template declares it, with AWS's reason.</summary>
    /// <param name="set">The stack set.</param>
    /// <param name="organization">The accounts that should have it.</param>
    public static Output<ImmutableArray<string>> Gaps(MemberStackSet set, OrganizationFacts organization)
    {
        // The summaries of the declared instances date from their last change, so an update reads them again. A preview cannot read them:
        // while the id is unknown, the core would register a resource instead of reading one.
        var standing = Deployment.Instance.IsDryRun
            ? set.Summaries
            : CloudFormation
                .StackInstances.Get($"{set.Name}-standing", set.InstancesId, new(), new() { Parent = set.Instances })
                .StackInstanceSummaries;
        return standing.Apply(summaries => Gaps(set, organization, summaries.IsDefault ? [] : summaries));
    }

    /// <summary>
    /// Reports the gaps to whoever deploys. A preview reports nothing, because its update may be about to close the gap.
    /// </summary>
    /// <param name="gaps">All gaps.</param>
    /// <param name="settings">The settings, which decide whether a gap is a warning or an error.</param>
    public static ImmutableArray<string> Tell(ImmutableArray<string> gaps, DefenseSettings settings)
    {
        if (gaps.IsEmpty || Deployment.Instance.IsDryRun)
        {
            return gaps;
        }

        var text = string.Join(
            '\n',
            [
                $"{gaps.Length} of the members' stacks do not stand as they should, so that their accounts and Regions are not covered:",
                .. gaps.Take(ShownGaps).Select(gap => $"  - {gap}"),
                .. gaps.Length > ShownGaps ? [$"  - and {gaps.Length - ShownGaps} more"] : (string[])[],
                "All of them: pulumi stack output uncovered. Mend the reasons, then run pulumi up again; README, \"What is "
                    + "not covered\", tells how.",
            ]
        );
        if (settings.RequireFullCoverage)
        {
            Log.Error(text);
        }
        else
        {
            Log.Warn(text);
        }

        return gaps;
    }

    private static ImmutableArray<string> Gaps(
        MemberStackSet set,
        OrganizationFacts organization,
        ImmutableArray<CloudFormation.Outputs.StackInstancesStackInstanceSummary> summaries
    )
    {
        var listed = summaries.ToLookup(summary => (summary.AccountId ?? "", summary.Region ?? ""));
        return
        [
            // AWS may list an account once for each organizational unit that it was in.
            .. listed
                .Where(place => !place.Any(IsCurrent))
                .Select(place => (Place: place.Key, Why: Reason(place.First())))
                .Concat(
                    organization
                        .ActiveMemberIds.SelectMany(
                            account => set.Regions,
                            (account, region) => (Place: (account, region.Code), Why: "AWS lists no stack there")
                        )
                        .Where(expected => !listed.Contains(expected.Place))
                )
                .OrderBy(gap => gap.Place)
                .Select(gap => $"{set.Name} in {gap.Place.Item1}, {gap.Place.Item2}: {gap.Why}"),
        ];
    }

    // Members influence a part of the reasons, for example by the names of their own policies. So the text is made harmless.
    private static string Reason(CloudFormation.Outputs.StackInstancesStackInstanceSummary summary) =>
        VisibleText.Of(
            string.Join(
                ' ',
                $"{summary.Status} {summary.DetailedStatus} {summary.StatusReason}".Split(
                    (char[]?)null,
                    StringSplitOptions.RemoveEmptyEntries
                )
            ),
            LongestReason
        );

    private static bool IsCurrent(CloudFormation.Outputs.StackInstancesStackInstanceSummary summary) => summary.Status == "CURRENT";
}
