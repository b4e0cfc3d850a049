namespace BedrockDefense.Hunting.Baselines;

/// <summary>Something in the calls of a principal that the principal had not done in the time before.</summary>
/// <param name="Principal">The principal.</param>
/// <param name="Account">The account that the calls were made in; empty when the events do not say.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The value, such as the address.</param>
/// <param name="Calls">The number of calls with the value since then.</param>
/// <param name="First">The time of the first of them.</param>
/// <param name="Before">The number of calls with the value before.</param>
public sealed record Novelty(
    string Principal,
    string Account,
    NoveltyKind Kind,
    string Value,
    long Calls,
    DateTimeOffset First,
    BaselineCount Before
)
{
    /// <summary>
    /// How far it is new: 1 for the principal only, 2 for its account too, 3 for every account of the archive. It counts where the value
    /// never occurred; it is no probability.
    /// </summary>
    public int Score => 1 + (Before.Account == 0 ? 1 : 0) + (Before.Organization == 0 ? 1 : 0);
}
