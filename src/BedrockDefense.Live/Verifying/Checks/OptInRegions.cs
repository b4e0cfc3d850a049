using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>
/// Compares the opt-in Regions that the management account has enabled with the governed ones. StackSets deploy to such a Region only if
/// the management account has enabled it (AWS CloudFormation User Guide, "Prerequisites for using StackSets").
/// </summary>
internal static class OptInRegions
{
    /// <summary>Asks and compares.</summary>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        var home = context.Places.Home;
        var answer = await home.QueryAsync("ec2", "DescribeRegions").ConfigureAwait(false);
        var enabled = answer
            .Descendants()
            .Where(element => element.Name.LocalName == "item" && element.Find("optInStatus")?.Value == "opted-in")
            .Select(region => region.Text("regionName"))
            .Order(StringComparer.Ordinal)
            .ToList();
        var governed = context.Settings.Regions.Select(region => region.Code).ToHashSet(StringComparer.Ordinal);
        var ungoverned = enabled.Where(region => !governed.Contains(region)).ToList();
        return new Remarks
        {
            Deviations =
            [
                .. context
                    .Settings.Regions.Where(region => region.IsOptIn && !enabled.Contains(region.Code))
                    .Select(region => new Deviation(
                        DeviationKind.Unhealthy,
                        home.Account.Id,
                        region.Code,
                        "opt-in Region",
                        null,
                        null,
                        "it is governed, but the management account has not enabled it, so StackSets deploy nothing there",
                        $"aws account enable-region --region-name {region.Code}"
                    )),
            ],
            Facts =
                ungoverned.Count == 0
                    ? []
                    :
                    [
                        $"Opt-in Regions that the management account has enabled but the settings do not govern: "
                            + $"{string.Join(", ", ungoverned)}. There nothing logs its invocations, and no guardrail restricts it. "
                            + (
                                context.Settings.UngovernedRegions == UngovernedRegions.Deny
                                    ? "Members are denied them."
                                    : "Members may use models there as well."
                            ),
                    ],
            NotChecked = ["Which opt-in Regions member accounts have enabled."],
        };
    }
}
