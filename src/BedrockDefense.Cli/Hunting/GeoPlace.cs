namespace BedrockDefense.Cli.Hunting;

/// <summary>Where an address is, as databases tell it. Their texts may be anybody's.</summary>
/// <param name="Country">The country's name in English, or its code; null when it is not told.</param>
/// <param name="City">The city's name in English; null when it is not told.</param>
/// <param name="Network">The number of the autonomous system; null when it is not told.</param>
/// <param name="Organization">Whose autonomous system it is; null when it is not told.</param>
internal sealed record GeoPlace(string? Country, string? City, long? Network, string? Organization)
{
    /// <summary>The place of an address of which nothing is told.</summary>
    public static GeoPlace Unknown { get; } = new(null, null, null, null);

    /// <summary>Adds what another database tells. What is told already stays.</summary>
    public GeoPlace With(GeoPlace other) =>
        new(
            Country ?? other.Country,
            City ?? other.City,
            Network ?? other.Network,
            Network is null && Organization is null ? other.Organization : Organization
        );
}
