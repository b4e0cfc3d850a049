namespace BedrockDefense.Infra.Settings;

/// <summary>Reads a mode of Object Lock.</summary>
internal static class RetentionModeParser
{
    /// <summary>Parses a mode; governance where it is none, with a fault noted.</summary>
    public static RetentionMode Parse(ConfigNode node)
    {
        switch (node.Text("governance or compliance"))
        {
            case "governance":
                return RetentionMode.Governance;
            case "compliance":
                return RetentionMode.Compliance;
            case not null:
                node.Refuse("is no Object Lock mode; write governance or compliance");
                break;
        }

        return RetentionMode.Governance;
    }
}
