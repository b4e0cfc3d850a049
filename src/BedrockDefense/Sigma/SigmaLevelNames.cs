namespace BedrockDefense.Sigma;

/// <summary>How Sigma spells its levels.</summary>
public static class SigmaLevelNames
{
    /// <summary>The level as rules, topics and findings have it, such as <c>high</c>.</summary>
#pragma warning disable CA1308 // Sigma spells levels in lower case.
    public static string SigmaName(this SigmaLevel level) => level.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
