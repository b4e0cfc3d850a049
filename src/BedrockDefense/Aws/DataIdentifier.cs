using System.Collections.Immutable;
using System.Text.Json;

namespace BedrockDefense.Aws;

/// <summary>
/// The managed data identifiers of CloudWatch Logs, each for a kind of data that a data protection policy finds and masks, read from the
/// embedded <c>data-identifiers.json</c>, which names its source.
/// </summary>
public static class DataIdentifier
{
    /// <summary>The names, such as <c>EmailAddress</c>, in ordinal order.</summary>
    public static ImmutableArray<string> Names { get; } = Load();

    private static ImmutableArray<string> Load()
    {
        using var stream = typeof(DataIdentifier).Assembly.GetManifestResourceStream("aws/data-identifiers.json")!;
        using var file = JsonDocument.Parse(stream);
        return [.. file.RootElement.GetProperty("identifiers").EnumerateArray().Select(name => name.GetString()!)];
    }
}
