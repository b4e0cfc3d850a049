using System.Collections.Frozen;
using System.Text.Json;

namespace BedrockDefense.Aws;

/// <summary>
/// A partition of AWS and its Regions, read from the embedded <c>regions.json</c> (AWS General Reference, "Regions and
/// endpoints"; AWS Account Management Reference Guide, "Considerations before enabling and disabling Regions").
/// </summary>
/// <param name="DnsSuffix">
/// What host names and <c>kms:ViaService</c> end in, such as <c>amazonaws.com</c>. Names of service principals and event
/// sources do not: they end in <c>amazonaws.com</c> in every partition.
/// </param>
/// <param name="GlobalServices">The code of the Region in which global services, such as IAM, record their events.</param>
/// <param name="Regions">The codes of the Regions that every account has.</param>
/// <param name="OptInRegions">The codes of the Regions that an account has only after it enabled them.</param>
public sealed record AwsPartition(
    string DnsSuffix,
    string GlobalServices,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> OptInRegions
)
{
    /// <summary>Every partition this version knows, by its name, such as <c>aws-us-gov</c>.</summary>
    internal static FrozenDictionary<string, AwsPartition> Known { get; } = Load();

    /// <summary>The partition of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static AwsPartition Find(string name) => Known[name];

    private static FrozenDictionary<string, AwsPartition> Load()
    {
        using var stream = typeof(AwsPartition).Assembly.GetManifestResourceStream("aws/regions.json")!;
        using var partitions = JsonDocument.Parse(stream);
        return partitions
            .RootElement.EnumerateObject()
            .ToFrozenDictionary(
                partition => partition.Name,
                partition => new AwsPartition(
                    partition.Value.GetProperty("dnsSuffix").GetString()!,
                    partition.Value.GetProperty("globalServices").GetString()!,
                    Texts(partition.Value.GetProperty("regions")),
                    Texts(partition.Value.GetProperty("optInRegions"))
                )
            );

        static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
    }
}
