using System.Collections.Frozen;
using System.Text.Json;

namespace BedrockDefense.Aws;

/// <summary>
/// A partition of AWS and its Regions, read from the embedded <c>regions.json</c> (AWS General Reference, "Regions and
/// endpoints"; AWS Account Management Reference Guide, "Considerations before enabling and disabling Regions").
/// </summary>
/// <param name="DnsSuffix">
/// The end of host names and of <c>kms:ViaService</c>, such as <c>amazonaws.com</c>. The names of service principals and event
/// sources end in <c>amazonaws.com</c> in every partition.
/// </param>
/// <param name="GlobalServices">The code of the Region in which global services, such as IAM, record their events.</param>
/// <param name="Regions">The codes of the Regions that are enabled in every account.</param>
/// <param name="OptInRegions">The codes of the Regions that an account has to enable first.</param>
public sealed record AwsPartition(
    string DnsSuffix,
    string GlobalServices,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> OptInRegions
)
{
    /// <summary>Every partition that this version knows, by name, such as <c>aws-us-gov</c>.</summary>
    internal static FrozenDictionary<string, AwsPartition> ByName { get; } = Load();

    /// <summary>Returns the partition with this name.</summary>
    /// <exception cref="KeyNotFoundException">No partition has this name.</exception>
    public static AwsPartition Find(string name) => ByName[name];

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
