namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>What a check of the whole stack says.</summary>
internal sealed record Remarks
{
    /// <summary>What deviates from the declaration, or could not be seen.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>What the check found, a sentence each.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What the check did not look at, a sentence each.</summary>
    public IReadOnlyList<string> NotChecked { get; init; } = [];
}
