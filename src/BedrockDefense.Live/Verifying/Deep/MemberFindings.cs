namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>What was found in a member account, or in a part of one.</summary>
internal sealed class MemberFindings
{
    /// <summary>What deviates.</summary>
    public List<Deviation> Deviations { get; init; } = [];

    /// <summary>How many resources were compared.</summary>
    public int Resources { get; set; }

    /// <summary>The roles that the guardrails exempt.</summary>
    public List<MemberExemptRole> ExemptRoles { get; init; } = [];

    /// <summary>The logging where the settings want nothing in particular.</summary>
    public List<UndeclaredLogging> Logging { get; init; } = [];

    /// <summary>Takes over what was found elsewhere.</summary>
    public void Add(MemberFindings other)
    {
        Deviations.AddRange(other.Deviations);
        Resources += other.Resources;
        ExemptRoles.AddRange(other.ExemptRoles);
        Logging.AddRange(other.Logging);
    }
}
