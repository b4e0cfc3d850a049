using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>Says what holds in the Regions that the settings do not govern, so that nobody takes one Region for all.</summary>
public static class RegionCoverage
{
    /// <summary>The coverage of the Regions in two sentences.</summary>
    public static string Describe(DefenseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return $"Governed: {string.Join(", ", settings.Regions.Select(region => region.Code))}. In every other Region nothing logs Amazon Bedrock's "
            + "invocations, restores their logging or raises an alert about Bedrock: whoever may use models there does so unlogged and unseen, but for the trail.";
    }
}
