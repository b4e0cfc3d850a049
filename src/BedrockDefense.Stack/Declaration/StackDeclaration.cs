using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Declaration;

/// <summary>A resource as the program declared it, recorded where the engine would have received it.</summary>
/// <param name="Type">The Pulumi type token, such as <c>aws:sns/topic:Topic</c>.</param>
/// <param name="Name">The resource's name in the program.</param>
/// <param name="Options">How it is related to other resources.</param>
/// <param name="Id">The id it was given.</param>
/// <param name="Arn">The ARN it was given; null for a resource that has none.</param>
/// <param name="Inputs">Its inputs, by their wire names.</param>
public sealed record DeclaredResource(string Type, string Name, ResourceRelations Options, string Id, string? Arn, JsonObject Inputs)
{
    /// <summary>The account that its provider reaches; null for the default provider, of the management account.</summary>
    public string? ProviderAccountId { get; init; }

    /// <summary>Its type and name.</summary>
    public ResourceKey Key => new(Type, Name);

    /// <summary>A text input; null when it is not set.</summary>
    public string? Text(string input) => Inputs[input]?.GetValue<string>();

    /// <summary>The account it is declared in.</summary>
    public string Account(StackDeclaration stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ProviderAccountId ?? stack.Organization.ManagementAccountId;
    }

    /// <summary>The Region it is declared in; <c>global</c> for the services that have one endpoint.</summary>
    public string Region(StackDeclaration stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return Type.StartsWith("aws:iam/", StringComparison.Ordinal) || Type.StartsWith("aws:organizations/", StringComparison.Ordinal)
            ? "global"
            : Text("region") ?? stack.HomeRegion;
    }
}

/// <summary>A resource's type and name, which together are unique in a program.</summary>
public readonly record struct ResourceKey(string Type, string Name);

/// <summary>The resource options that order and keep resources.</summary>
/// <param name="Parent">Its parent; null directly under the stack.</param>
/// <param name="DependsOn">What must exist before it, beyond what its inputs refer to.</param>
/// <param name="RetainOnDelete">Whether it outlives the stack.</param>
public sealed record ResourceRelations(ResourceKey? Parent, IReadOnlyList<ResourceKey> DependsOn, bool RetainOnDelete)
{
    /// <summary>Directly under the stack and related to nothing.</summary>
    public static ResourceRelations None { get; } = new(null, [], false);
}

/// <summary>All resources of a rendered stack, in the order of their registration, and where it was rendered for.</summary>
/// <param name="HomeRegion">The Region of the resources that name none.</param>
/// <param name="Organization">The organization that answered the program's questions.</param>
/// <param name="TrailArn">The organization trail the stack names in its outputs, created or reused.</param>
/// <param name="Coverage">What the stack says in its outputs of whom its guardrails restrict.</param>
/// <param name="Resources">The resources.</param>
public sealed record StackDeclaration(
    string HomeRegion,
    SampleOrganization Organization,
    string TrailArn,
    string Coverage,
    IReadOnlyList<DeclaredResource> Resources
)
{
    /// <summary>What the stack says in its outputs of what is heard of each account and Region.</summary>
    public string Hearing { get; init; } = "";

    /// <summary>What the stack says in its outputs of the detections that share a message, a sentence each.</summary>
    public IReadOnlyList<string> SharedMessages { get; init; } = [];

    /// <summary>The codes of the governed Regions, in which invocations are logged; none where the program is not asked.</summary>
    public IReadOnlyList<string> GovernedRegions { get; init; } = [];

    /// <summary>What invocation logging the stack's settings want.</summary>
    public WantedLogging Logging { get; init; } = WantedLogging.Everything;

    /// <summary>The resources of one type.</summary>
    public IEnumerable<DeclaredResource> OfType(string type) => Resources.Where(resource => resource.Type == type);
}

/// <summary>What of the wanted invocation logging no resource tells.</summary>
/// <param name="DataTypes">The kinds of data, as the flags of the configuration begin: <c>Text</c>, <c>Image</c> and so on.</param>
/// <param name="TakenOnTrust">The log groups, roles and buckets that exist without the stack, by the settings' word.</param>
public sealed record WantedLogging(IReadOnlyList<string> DataTypes, IReadOnlyList<string> TakenOnTrust)
{
    /// <summary>All kinds of data, to destinations of the stack only.</summary>
    public static WantedLogging Everything { get; } = new(["Text", "Image", "Embedding", "Video", "Audio"], []);
}
