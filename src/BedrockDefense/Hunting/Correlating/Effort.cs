namespace BedrockDefense.Hunting.Correlating;

/// <summary>How much work correlating was, which tests bound: unlike seconds, it is the same on every machine.</summary>
internal sealed class Effort
{
    /// <summary>Comparisons of two events, or of two findings, to sort them.</summary>
    public long Comparisons { get; set; }

    /// <summary>Events looked at, and steps of an order tried with one, after sorting.</summary>
    public long Visits { get; set; }
}
