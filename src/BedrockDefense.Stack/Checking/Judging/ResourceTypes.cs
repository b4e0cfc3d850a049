using System.Text.Json;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// The types of resources that are judged, from <c>resource-types.json</c>. Sources: the calls of hashicorp/terraform-provider-aws, on
/// which Pulumi's provider is built; the actions and ARNs of the Service Authorization Reference; the tokens of @pulumi/aws 7.48.
/// </summary>
internal static class ResourceTypes
{
    private static readonly TypesFile File = Load();

    private static readonly Dictionary<string, ResourceType> ByName = File
        .Judged.SelectMany(entry =>
            entry.Value.Pulumi.Prepend(entry.Key).Select(name => KeyValuePair.Create(name, entry.Value with { Name = entry.Key }))
        )
        .ToDictionary(StringComparer.Ordinal);

    private static readonly HashSet<string> UnconcernedNames = NamesOf(File.Unconcerned);
    private static readonly HashSet<string> CarrierNames = NamesOf(File.Carriers);

    /// <summary>All types that are judged, by their names in Terraform.</summary>
    public static IReadOnlyDictionary<string, ResourceType> All => File.Judged;

    /// <summary>Finds a type by its name in Terraform or in Pulumi; null when it is not judged.</summary>
    public static ResourceType? Find(string type) => ByName.GetValueOrDefault(type);

    /// <summary>Whether resources of the type make others, which the plan does not list, such as a stack of CloudFormation.</summary>
    public static bool MakesOthers(string type) => CarrierNames.Contains(type);

    /// <summary>
    /// Whether a type that is not judged may call an action of these services. No type calls those of another service.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="services">The prefixes of the actions, such as <c>iam</c>.</param>
    public static bool MayCall(string type, IReadOnlySet<string> services) =>
        !UnconcernedNames.Contains(type)
        && !type.StartsWith("aws:bedrock/agent", StringComparison.Ordinal)
        && (File.Services.GetValueOrDefault(FamilyOf(type)) ?? [FamilyOf(type)]).Any(services.Contains);

    /// <summary>Whether the type belongs to Amazon Bedrock.</summary>
    public static bool IsOfBedrock(string type) => FamilyOf(type).StartsWith("bedrock", StringComparison.Ordinal);

    // aws_FAMILY_name, awscc_FAMILY_name, aws:FAMILY/name:Name or aws-native:FAMILY:Name
    private static string FamilyOf(string type) => type.Split('_', ':', '/') is [_, var family, ..] ? family.ToLowerInvariant() : "";

    private static HashSet<string> NamesOf(Dictionary<string, string?> types) =>
        types.SelectMany(entry => new[] { entry.Key, entry.Value }).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static TypesFile Load()
    {
        using var stream = typeof(ResourceTypes).Assembly.GetManifestResourceStream("checking/resource-types.json")!;
        return JsonSerializer.Deserialize<TypesFile>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record TypesFile(
        Dictionary<string, ResourceType> Judged,
        Dictionary<string, string?> Carriers,
        Dictionary<string, string[]> Services,
        Dictionary<string, string?> Unconcerned
    );
}
