using System.Collections.Frozen;

namespace BedrockDefense.Aws;

/// <summary>An AWS Region and the partition it belongs to.</summary>
/// <param name="Code">The code of the Region, such as <c>eu-central-1</c>.</param>
/// <param name="Partition">The name of the partition, such as <c>aws</c>.</param>
/// <param name="IsOptIn">Whether an account has to enable the Region first.</param>
public sealed record AwsRegion(string Code, string Partition, bool IsOptIn = false)
{
    private static readonly FrozenDictionary<string, AwsRegion> ByCode = AwsPartition
        .ByName.SelectMany(partition => Of(partition.Key, partition.Value))
        .ToFrozenDictionary(region => region.Code, StringComparer.Ordinal);

    /// <summary>Every Region that this version knows, in the order of the codes.</summary>
    public static IReadOnlyList<AwsRegion> All { get; } = [.. ByCode.Values.OrderBy(region => region.Code, StringComparer.Ordinal)];

    /// <summary>Returns the Region with this code, such as <c>eu-central-1</c>, or null when there is none.</summary>
    public static AwsRegion? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Returns the Region in which global services of a partition, such as IAM, record their events.</summary>
    public static AwsRegion ForGlobalServices(string partition) => Find(AwsPartition.Find(partition).GlobalServices)!;

    private static IEnumerable<AwsRegion> Of(string name, AwsPartition partition) =>
        partition
            .Regions.Select(code => new AwsRegion(code, name))
            .Concat(partition.OptInRegions.Select(code => new AwsRegion(code, name, IsOptIn: true)));
}
