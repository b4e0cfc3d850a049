using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>Says what applies in the Regions that the settings do not govern, so that nobody takes one Region for all.</summary>
public static class RegionCoverage
{
    /// <summary>Describes the coverage of the Regions in two sentences.</summary>
    public static string Describe(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return $"Governed: {string.Join(", ", settings.Regions.Select(region => region.Code))}. {DescribeOtherRegions(settings)}";
    }

    private static string DescribeOtherRegions(DefenseSettings settings) =>
        settings.UngovernedRegions switch
        {
            UngovernedRegions.Deny => "In every other Region invoking models is denied to whom the guardrails restrict; nothing there logs "
                + "Amazon Bedrock's invocations, restores their logging or raises an alert about Bedrock.",
            UngovernedRegions.Detect =>
                $"From {settings.DetectedRegions.Count()} Regions more, which every account has, Amazon Bedrock's events "
                    + "are forwarded and told; nothing there logs its invocations or restores their logging. "
                    + "In Regions that an account enables itself, whoever may use models does so unlogged and unseen, but for the trail.",
            _ => "In every other Region nothing logs Amazon Bedrock's invocations, restores their logging or raises an "
                + "alert about Bedrock: whoever may use models there does so unlogged and unseen, but for the trail.",
        };
}
