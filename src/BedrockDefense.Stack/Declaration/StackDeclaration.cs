using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Declaration;

/// <summary>A resource as the program declared it. It is recorded at the point where the engine would have received it.</summary>
/// <param name="Type">The Pulumi type token, such as <c>aws:sns/topic:Topic</c>.</param>
/// <param name="Name">The resource's name in the program.</param>
/// <param name="Options">The resource's relations to other resources.</param>
/// <param name="Id">The id that was assigned to the resource.</param>
/// <param name="Arn">The ARN that was assigned to the resource; null for a resource that has none.</param>
/// <param name="Inputs">The inputs by their wire names.</param>
public sealed record DeclaredResource(string Type, string Name, ResourceRelations Options, string Id, string? Arn, JsonObject Inputs)
{
    /// <summary>
    /// The account that the resource's provider reaches; null for the default provider, which reaches the management account.
    /// </summary>
    public string? ProviderAccountId { get; init; }

    /// <summary>Whether the resource is one of AWS, and not a part of the program or a provider.</summary>
    public bool IsOfAws => Type.StartsWith("aws:", StringComparison.Ordinal);

    /// <summary>The resource's type and name.</summary>
    public ResourceKey Key => new(Type, Name);

    /// <summary>Returns a text input; null when it is not set.</summary>
    public string? Text(string input) => Inputs[input]?.GetValue<string>();

    /// <summary>Returns the account in which the resource is declared.</summary>
    public string Account(StackDeclaration stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ProviderAccountId ?? stack.Organization.ManagementAccountId;
    }

    /// <summary>Returns the Region in which the resource is declared; <c>global</c> for services with a single endpoint.</summary>
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

/// <summary>The resource options that decide the order and the lifetime of resources.</summary>
/// <param name="Parent">The parent; null for a resource directly under the stack.</param>
/// <param name="DependsOn">The resources that must exist first, besides those that the inputs refer to.</param>
/// <param name="RetainOnDelete">Whether the resource stays when the stack is destroyed.</param>
public sealed record ResourceRelations(ResourceKey? Parent, IReadOnlyList<ResourceKey> DependsOn, bool RetainOnDelete)
{
    /// <summary>The relations of a resource directly under the stack that depends on no other.</summary>
    public static ResourceRelations None { get; } = new(null, [], false);
}

/// <summary>
/// A rendered stack: all its resources in the order of their registration, and the organization it was rendered for.
/// </summary>
/// <param name="HomeRegion">The Region of resources that name no Region.</param>
/// <param name="Organization">The organization about which the program's questions were answered.</param>
/// <param name="TrailArn">The organization trail in the stack's outputs, whether created or reused.</param>
/// <param name="Coverage">The stack's output that says whom its guardrails restrict.</param>
/// <param name="Resources">The resources.</param>
public sealed record StackDeclaration(
    string HomeRegion,
    SampleOrganization Organization,
    string TrailArn,
    string Coverage,
    IReadOnlyList<DeclaredResource> Resources
)
{
    /// <summary>The stack's output that says which events of each account and Region reach the central bus.</summary>
    public string Hearing { get; init; } = "";

    /// <summary>The stack's output about detections that share a message, a sentence each.</summary>
    public IReadOnlyList<string> SharedMessages { get; init; } = [];

    /// <summary>
    /// The stack's output about invocations that are copied to the log-archive account, a sentence each; empty for no copies.
    /// </summary>
    public IReadOnlyList<string> InvocationCopies { get; init; } = [];

    /// <summary>
    /// The value of the output <c>exemptRoles</c>: the roles of the management account that an exemption covers, each with the
    /// principals that it trusts.
    /// </summary>
    public IReadOnlyList<string> ExemptRoles { get; init; } = [];

    /// <summary>
    /// The codes of the governed Regions, in which invocations are logged. The list is empty if the program was not asked.
    /// </summary>
    public IReadOnlyList<string> GovernedRegions { get; init; } = [];

    /// <summary>The invocation logging that the stack's settings want.</summary>
    public WantedLogging Logging { get; init; } = WantedLogging.Everything;

    /// <summary>The restorers of the management account: state machines that put or compare its logging configuration.</summary>
    public IEnumerable<DeclaredResource> Restorers =>
        OfType("aws:sfn/stateMachine:StateMachine").Where(machine => CallsOf(machine, "bedrock"));

    /// <summary>The state machines that deliver alerts, one for each destination without a topic.</summary>
    public IEnumerable<DeclaredResource> Deliverers => OfType("aws:sfn/stateMachine:StateMachine").Except(Restorers);

    /// <summary>Returns the resources of one type.</summary>
    public IEnumerable<DeclaredResource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    private static bool CallsOf(DeclaredResource machine, string service) =>
        machine.Text("definition")?.Contains($":aws-sdk:{service}:", StringComparison.Ordinal) ?? false;
}

/// <summary>The part of the wanted invocation logging that the settings say and no resource shows.</summary>
/// <param name="DataTypes">
/// The kinds of data, by the beginnings of the configuration's flags: <c>Text</c>, <c>Image</c> and so on.
/// </param>
/// <param name="TrustedNames">The log groups, roles and buckets that, according to the settings, exist outside the stack.</param>
public sealed record WantedLogging(IReadOnlyList<string> DataTypes, IReadOnlyList<string> TrustedNames)
{
    /// <summary>All kinds of data, and only destinations that belong to the stack.</summary>
    public static WantedLogging Everything { get; } = new(["Text", "Image", "Embedding", "Video", "Audio"], []);
}
