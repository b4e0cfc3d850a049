namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Reads <c>invocationLogging.copies</c>: whether invocations are copied to the log-archive account, and how long copies stay.
/// </summary>
internal static class CopyParser
{
    /// <summary>Parses the setting; null where nothing is copied.</summary>
    /// <param name="node">The setting.</param>
    /// <param name="restore">Whether the stack sets up the logging.</param>
    public static CopySettings? Parse(ConfigNode node, RestoreMode restore)
    {
        var fields = node.Fields("enabled", "retentionDays", "retentionMode");
        if (fields.TryGetValue("enabled", out var enabled) && enabled.Flag() is false)
        {
            return null;
        }

        if (restore is RestoreMode.Off or RestoreMode.Observe)
        {
            node.Refuse(
                "asks for copies of log groups that may not exist: with restore.mode off or observe the stack sets up no logging; write "
                    + "restore.mode non-admin or always, or copies: {enabled: false}"
            );
        }

        return new CopySettings(
            fields.TryGetValue("retentionDays", out var days) ? days.Number(1, 36_500) ?? 0 : 365,
            fields.TryGetValue("retentionMode", out var mode) ? RetentionModeParser.Parse(mode) : RetentionMode.Governance
        );
    }
}
