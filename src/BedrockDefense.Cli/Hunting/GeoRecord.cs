namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Reads what a database tells of an address, in the form of GeoLite2's and GeoIP2's Country, City, Enterprise, ASN and ISP databases
/// (MaxMind developer documentation, "GeoIP and GeoLite Databases").
/// </summary>
internal static class GeoRecord
{
    private const string Language = "en";

    /// <summary>Reads a record. What is missing, or of another type, is not told.</summary>
    public static GeoPlace Read(IReadOnlyDictionary<string, object> record) =>
        new(
            NameOf(record, "country") ?? NameOf(record, "registered_country"),
            NameOf(record, "city"),
            record.GetValueOrDefault("autonomous_system_number") is { } number && long.TryParse($"{number}", out var network)
                ? network
                : null,
            Text(record.GetValueOrDefault("autonomous_system_organization"))
        );

    private static string? NameOf(IReadOnlyDictionary<string, object> record, string key) =>
        record.GetValueOrDefault(key) is IReadOnlyDictionary<string, object> place
            ? Text((place.GetValueOrDefault("names") as IReadOnlyDictionary<string, object>)?.GetValueOrDefault(Language))
                ?? Text(place.GetValueOrDefault("iso_code"))
            : null;

    private static string? Text(object? value) => value is string { Length: > 0 } text ? text : null;
}
