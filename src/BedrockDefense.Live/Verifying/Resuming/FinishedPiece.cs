namespace BedrockDefense.Live.Verifying.Resuming;

/// <summary>A part of a verification that is finished, such as one resource or one member account.</summary>
/// <param name="Time">When it was read.</param>
/// <param name="Deviations">What deviates in it.</param>
/// <param name="Accounts">The accounts that it should cover.</param>
/// <param name="Regions">The Regions that it should cover, in each of these accounts.</param>
public sealed record FinishedPiece(
    DateTimeOffset Time,
    IReadOnlyList<Deviation> Deviations,
    IReadOnlyCollection<string> Accounts,
    IReadOnlyCollection<string> Regions
)
{
    /// <summary>How many resources of a member account were compared; 0 for other parts.</summary>
    public int Resources { get; init; }

    /// <summary>The roles of a member account that the guardrails exempt; none for other parts.</summary>
    public IReadOnlyList<MemberExemptRole> ExemptRoles { get; init; } = [];

    /// <summary>The logging of a member account where the settings want nothing in particular; none for other parts.</summary>
    public IReadOnlyList<UndeclaredLogging> Logging { get; init; } = [];
}
