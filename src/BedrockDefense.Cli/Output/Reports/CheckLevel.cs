namespace BedrockDefense.Cli.Output.Reports;

/// <summary>How serious a result is, in SARIF's words.</summary>
internal enum CheckLevel
{
    /// <summary>Something is wrong.</summary>
    Error,

    /// <summary>Something may be wrong, or nobody knows.</summary>
    Warning,
}
