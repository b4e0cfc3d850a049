using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.EventBridge;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// A simulation of the organization after the stack was deployed. It holds, by ARN, the resources that decide whether an
/// attack is stopped, detected and alerted on. <see cref="StackReader"/> and <see cref="TemplateReader"/> fill it.
/// </summary>
internal sealed class SimulatedAws(SampleOrganization organization, string partition)
{
    public SampleOrganization Organization { get; } = organization;

    public string Partition { get; } = partition;

    /// <summary>The guardrails attached to each root, unit or account id.</summary>
    public Dictionary<string, List<AttachedGuardrail>> Guardrails { get; } = [];

    public Dictionary<string, SimulatedRule> Rules { get; } = [];

    /// <summary>The policy of each bus; a bus without one is absent.</summary>
    public Dictionary<string, PolicyDocument> BusPolicies { get; } = [];

    public HashSet<string> Buses { get; } = [];

    public Dictionary<string, SimulatedRole> Roles { get; } = [];

    public Dictionary<string, SimulatedTopic> Topics { get; } = [];

    public Dictionary<string, SimulatedQueue> Queues { get; } = [];

    public Dictionary<string, SimulatedStateMachine> StateMachines { get; } = [];

    /// <summary>The invocation logging that the settings want.</summary>
    public WantedLogging Logging { get; set; } = WantedLogging.Everything;

    /// <summary>The ARNs of the log groups that model invocations may be written to.</summary>
    public HashSet<string> LogGroups { get; } = [];

    /// <summary>The policy of each bucket by its ARN; null for a bucket without one.</summary>
    public Dictionary<string, PolicyDocument?> S3Buckets { get; } = [];

    /// <summary>The schedules that put events on a bus.</summary>
    public List<SimulatedSchedule> Schedules { get; } = [];

    public Dictionary<string, PolicyDocument> KeyPolicies { get; } = [];

    /// <summary>The organization trail, created or reused.</summary>
    public SimulatedTrail Trail { get; set; } = new("", "no trail", Records: false);
}

/// <summary>A guardrail and the id under which the organization knows it.</summary>
internal sealed record AttachedGuardrail(string PolicyId, PolicyDocument Document);

/// <summary>An EventBridge rule with its targets.</summary>
internal sealed record SimulatedRule(string Arn, string Name, string BusArn, EventPattern Pattern, string State)
{
    public List<SimulatedTarget> Targets { get; } = [];

    /// <summary>Whether EventBridge shows the event to the rule at all. Only then does the pattern count.</summary>
    public bool Sees(bool isReadOnlyManagementEvent) =>
        State == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" || (State == "ENABLED" && !isReadOnlyManagementEvent);
}

/// <summary>A target of a rule.</summary>
internal sealed record SimulatedTarget(string Id, string Arn, string? RoleArn, InputTransformer? Transformer, string? DeadLetterArn);

/// <summary>A role: its trust policy says who may assume it, and its permissions say what it may do.</summary>
internal sealed record SimulatedRole(string Arn, PolicyDocument Trust)
{
    public List<PolicyDocument> Permissions { get; } = [];
}

/// <summary>A topic. Without a policy, EventBridge cannot publish to it.</summary>
internal sealed record SimulatedTopic(string Arn, string? KeyArn)
{
    public PolicyDocument? Policy { get; set; }

    public List<SimulatedSubscription> Subscriptions { get; } = [];
}

/// <summary>
/// A subscription and its filter. If the endpoint's owner has yet to subscribe, the filter of that subscription is unknown.
/// </summary>
internal sealed record SimulatedSubscription(string Protocol, string Endpoint, SnsFilterPolicy? Filter, bool AwaitsOwner = false);

/// <summary>A queue. Without a policy, EventBridge cannot send to it.</summary>
internal sealed record SimulatedQueue(string Arn, string? KeyArn)
{
    public PolicyDocument? Policy { get; set; }
}

/// <summary>A state machine, with its definition in Amazon States Language.</summary>
internal sealed record SimulatedStateMachine(string Arn, string RoleArn, JsonNode Definition)
{
    public string Region => Arn.Split(':')[3];

    public string Account => Arn.Split(':')[4];

    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..];
}

/// <summary>A schedule that puts an event on a bus. The trust policy of its role can name only the schedule's group.</summary>
internal sealed record SimulatedSchedule(
    string Arn,
    string GroupArn,
    string TargetArn,
    string RoleArn,
    string Source,
    string DetailType,
    string Input
);

/// <summary>An organization trail.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Description">What the stack says about the trail.</param>
/// <param name="Records">Whether it logs the events of every account and Region.</param>
internal sealed record SimulatedTrail(string Arn, string Description, bool Records);
