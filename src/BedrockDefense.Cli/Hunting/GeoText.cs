using System.Globalization;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes the place of an address for people.</summary>
internal static class GeoText
{
    /// <summary>Returns the city, the country and the network; or why there are none.</summary>
    /// <param name="address">The address, as the event tells it.</param>
    /// <param name="place">Where it is; null when it is no address.</param>
    public static string Of(string? address, GeoPlace? place)
    {
        if (place is null)
        {
            return address is null ? "the event tells no address" : "no IP address";
        }

        var network = place.Network is { } number ? string.Create(CultureInfo.InvariantCulture, $"AS{number}") : null;
        string?[] told = [place.City, place.Country, Joined(network, place.Organization)];
        var texts = told.OfType<string>().ToList();
        return texts.Count == 0 ? "not in the databases" : string.Join(", ", texts);
    }

    private static string? Joined(string? one, string? other) => one is null || other is null ? one ?? other : $"{one} {other}";
}
