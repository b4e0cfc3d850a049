namespace BedrockDefense.Live.Verifying.Resuming;

/// <summary>A part of a verification that is finished, such as one resource.</summary>
/// <param name="Time">When it was read.</param>
/// <param name="Deviations">What deviates in it.</param>
/// <param name="Accounts">The accounts that it should cover.</param>
/// <param name="Regions">The Regions that it should cover, in each of these accounts.</param>
public sealed record FinishedPiece(
    DateTimeOffset Time,
    IReadOnlyList<Deviation> Deviations,
    IReadOnlyCollection<string> Accounts,
    IReadOnlyCollection<string> Regions
);
