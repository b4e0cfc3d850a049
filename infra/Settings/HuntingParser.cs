namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>hunting</c>: whether the trail can be searched with Athena, and within which bounds.</summary>
internal static class HuntingParser
{
    /// <summary>Parses the settings; gives the defaults where there are none.</summary>
    /// <param name="nodes">The configuration.</param>
    /// <param name="ownsTrail">Whether the program creates the trail. The trail's bucket is then known to be readable.</param>
    public static HuntingSettings Parse(IReadOnlyDictionary<string, ConfigNode> nodes, bool ownsTrail)
    {
        var fields = nodes.TryGetValue("hunting", out var node)
            ? node.Fields("enabled", "scanLimitGigabytes", "resultsRetentionDays")
            : new Dictionary<string, ConfigNode>();
        return new HuntingSettings(
            fields.TryGetValue("enabled", out var enabled) ? enabled.Flag() ?? ownsTrail : ownsTrail,
            fields.TryGetValue("scanLimitGigabytes", out var limit) ? limit.Number(1, 100_000) ?? 0 : 100,
            fields.TryGetValue("resultsRetentionDays", out var days) ? days.Number(1, 3_650) ?? 0 : 30
        );
    }
}
