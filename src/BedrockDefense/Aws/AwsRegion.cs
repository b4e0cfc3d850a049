using System.Collections.Frozen;
using System.Text.Json;

namespace BedrockDefense.Aws;

/// <summary>
/// An AWS Region and the partition it belongs to, read from the embedded <c>regions.json</c>
/// (AWS General Reference, "Regions and endpoints").
/// </summary>
public sealed record AwsRegion(string Code, string Partition)
{
    private static readonly FrozenDictionary<string, AwsRegion> Known = Load();

    /// <summary>Every Region this version knows, in the order of their codes.</summary>
    public static IReadOnlyList<AwsRegion> All { get; } = [.. Known.Values.OrderBy(region => region.Code, StringComparer.Ordinal)];

    /// <summary>The Region with this code, such as <c>eu-central-1</c>; null when there is none.</summary>
    public static AwsRegion? Find(string code) => Known.GetValueOrDefault(code);

    /// <summary>The Region in which a partition's global services, such as IAM, record their events.</summary>
    public static AwsRegion ForGlobalServices(string partition) => Find(partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    })!;

    private static FrozenDictionary<string, AwsRegion> Load()
    {
        using var stream = typeof(AwsRegion).Assembly.GetManifestResourceStream("aws/regions.json")!;
        var partitions = JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!;
        return partitions
            .SelectMany(partition => partition.Value.Select(code => new AwsRegion(code, partition.Key)))
            .ToFrozenDictionary(region => region.Code, StringComparer.Ordinal);
    }
}
