namespace BedrockDefense.Sigma;

/// <summary>Sigma's names for the levels.</summary>
public static class SigmaLevelNames
{
    /// <summary>Returns the name of the level in rules, topics and findings, such as <c>high</c>.</summary>
#pragma warning disable CA1308 // Sigma spells levels in lower case.
    public static string SigmaName(this SigmaLevel level) => level.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
