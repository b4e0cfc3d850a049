using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.EventBridge;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>One EventBridge rule on the central bus per Sigma rule of the catalog, its pattern compiled from that rule.</summary>
internal sealed class Detections : ComponentResource
{
    public Detections(CompiledDetections compiled, CentralBus bus, MaintenanceSchedules? maintenance, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:detection:Detections", "detections", account.Component)
    {
        All = [.. compiled.All.Select(detection => new DeployedDetection(detection, Rule(detection.Detection.Id, detection.Detection, detection.Pattern, bus)))];
        People = compiled.People;
        Alone = People.All.Where(alert => alert.Alone is not null).ToImmutableDictionary(
            alert => alert.Detection.Id, alert => Rule($"{alert.Detection.Id}{PeopleAlert.AloneSuffix}", alert.Detection, alert.Alone!, bus, [.. maintenance?.All ?? []]));
        Forwarded = [.. ForwarderPattern.Of([.. compiled.All.Select(detection => detection.Pattern)]).Select(pattern => new ForwardedEvents(pattern.Json, RuleState.For(pattern.NeedsAllManagementEvents)))];
        if (settings.Restore.Mode != RestoreMode.Off)
        {
            Forwarded = Forwarded.Add(new ForwardedEvents(RestoreFailures.Pattern, RuleState.For(needsAllManagementEvents: false)));
        }

        ForwardedRegions = [.. settings.Regions, .. ForGlobalServices(settings)];
        RegisterOutputs();
    }

    /// <summary>The deployed detections, in the order of their ids.</summary>
    public ImmutableArray<DeployedDetection> All { get; }

    /// <summary>How people are told of them.</summary>
    public PeopleAlerts People { get; }

    /// <summary>The rules for the events that people are told of where those are not all that a detection finds, by its id; most have none.</summary>
    public ImmutableDictionary<string, CloudWatch.EventRule> Alone { get; }

    /// <summary>What the forwarders must let through so that no detection misses an event, a rule each.</summary>
    public ImmutableArray<ForwardedEvents> Forwarded { get; }

    /// <summary>Where they stand: in the governed Regions, and where the global services record their events.</summary>
    public ImmutableArray<AwsRegion> ForwardedRegions { get; }

    // IAM, Organizations and Account record their events in one Region of the partition (AWS CloudTrail User Guide,
    // "Global service events"), whether it is governed or not.
    private static IEnumerable<AwsRegion> ForGlobalServices(DefenseSettings settings) =>
        AwsRegion.ForGlobalServices(settings.HomeRegion.Partition) is var region && settings.Regions.Contains(region) ? [] : [region];

    private CloudWatch.EventRule Rule(
        string name, Catalog.Detection detection, CompiledPattern pattern, CentralBus bus, params Resource[] dependencies) =>
        new(name, new()
        {
            Name = name,
            Description = detection.Rule.Title,
            EventBusName = bus.Name,
            EventPattern = pattern.Json,
            State = RuleState.For(pattern.NeedsAllManagementEvents),
        }, new() { Parent = this, DependsOn = dependencies });
}

/// <summary>What one forwarder rule lets through.</summary>
/// <param name="Json">Its pattern.</param>
/// <param name="State">Its state.</param>
internal sealed record ForwardedEvents(string Json, string State);

/// <summary>A detection of the catalog with the rule that was made of it.</summary>
internal sealed record DeployedDetection(CompiledDetection Compiled, CloudWatch.EventRule Rule)
{
    /// <summary>The detection as the catalog has it.</summary>
    public Catalog.Detection Detection => Compiled.Detection;
}
