namespace BedrockDefense.Hunting.Baselines;

/// <summary>A number of calls in the time before.</summary>
/// <param name="Principal">Those of the principal.</param>
/// <param name="Account">Those in the account, by anybody.</param>
/// <param name="Organization">Those in all accounts of the archive.</param>
public readonly record struct BaselineCount(long Principal, long Account, long Organization);
