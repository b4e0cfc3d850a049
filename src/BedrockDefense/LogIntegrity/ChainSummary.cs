namespace BedrockDefense.LogIntegrity;

/// <summary>What was seen of a chain of digests.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Digests">The number of its digests.</param>
/// <param name="From">The start of the first digest's time.</param>
/// <param name="Until">The end of the last digest's time.</param>
/// <param name="ValidSignatures">The number of digests whose signature is valid.</param>
public sealed record ChainSummary(ChainId Chain, int Digests, DateTimeOffset From, DateTimeOffset Until, int ValidSignatures);
