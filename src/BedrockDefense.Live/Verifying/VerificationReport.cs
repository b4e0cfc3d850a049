namespace BedrockDefense.Live.Verifying;

/// <summary>What a verification found.</summary>
/// <param name="Resources">How many resources were read and compared.</param>
/// <param name="CoveredPlaces">How many pairs of account and Region have all that the StackSets deploy there.</param>
/// <param name="Places">How many pairs of account and Region should have it.</param>
/// <param name="Requests">How many requests were sent to AWS.</param>
/// <param name="Deviations">What deviates from the declaration, or could not be seen.</param>
/// <param name="Facts">What the program says of this organization: whom the guardrails cover, and which roles are exempt.</param>
/// <param name="NotChecked">What this verification does not look at, a sentence each.</param>
public sealed record VerificationReport(
    int Resources,
    int CoveredPlaces,
    int Places,
    long Requests,
    IReadOnlyList<Deviation> Deviations,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> NotChecked
)
{
    /// <summary>How many member accounts were entered, and what they were asked for; null where none was to be entered.</summary>
    public MembersReport? Members { get; init; }

    /// <summary>The organization with the coverage of each account.</summary>
    public VerifiedOrganization? Organization { get; init; }

    /// <summary>Whether everything that was seen stands as declared.</summary>
    public bool IsAsDeclared => Deviations.All(deviation => deviation.Kind == DeviationKind.Unseen);

    /// <summary>Whether everything could be seen.</summary>
    public bool IsComplete => Deviations.All(deviation => deviation.Kind != DeviationKind.Unseen);
}
