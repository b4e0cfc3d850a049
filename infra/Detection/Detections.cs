using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// EventBridge rules on the central bus for each Sigma rule of the catalog, their patterns compiled from that rule: mostly one
/// for calls that succeeded and one for calls that were refused.
/// </summary>
internal sealed class Detections : ComponentResource
{
    public Detections(CentralBus bus, MaintenanceSchedules? maintenance, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:detection:Detections", "detections", account.Component)
    {
        var patterns = DetectionPatterns.Of(settings);
        People = patterns.People;
        All =
        [
            .. from alert in People.All
            from rule in alert.Rules
            // Rules that leave out planned events are declared after the schedules that announce the window.
            select new DeployedRule(alert, rule, Rule(rule, alert.Detection, bus, rule.HasFindings ? [] : [.. maintenance?.All ?? []])),
        ];
        ForwarderRules = patterns.ForwarderRules;
        BedrockForwarderRules = patterns.BedrockForwarderRules;
        ForwardedRegions = [.. settings.Regions, .. ForGlobalServices(settings)];
        BedrockOnlyRegions = [.. settings.DetectedRegions.Where(region => !ForwardedRegions.Contains(region))];
        RegisterOutputs();
    }

    /// <summary>The rules of the detections, in the order of their ids.</summary>
    public ImmutableArray<DeployedRule> All { get; }

    /// <summary>How people are told of them.</summary>
    public PeopleAlerts People { get; }

    /// <summary>What the forwarders must let through so that no detection misses an event, a rule each.</summary>
    public ImmutableArray<ForwardedEvents> ForwarderRules { get; }

    /// <summary>
    /// The Regions of all forwarders: the governed Regions, and those in which the global services record their events.
    /// </summary>
    public ImmutableArray<AwsRegion> ForwardedRegions { get; }

    /// <summary>What the forwarders must let through for the detections of Bedrock's events only, a rule each.</summary>
    public ImmutableArray<ForwardedEvents> BedrockForwarderRules { get; }

    /// <summary>
    /// The Regions that have only forwarders of Bedrock's events: those that are not governed, with <c>ungovernedRegions:
    /// detect</c>.
    /// </summary>
    public ImmutableArray<AwsRegion> BedrockOnlyRegions { get; }

    // IAM, Organizations and Account record their events in one Region of the partition (AWS CloudTrail User Guide,
    // "Global service events"), whether it is governed or not.
    private static IEnumerable<AwsRegion> ForGlobalServices(DefenseSettings settings) =>
        AwsRegion.ForGlobalServices(settings.HomeRegion.Partition) is var region && settings.Regions.Contains(region) ? [] : [region];

    private CloudWatch.EventRule Rule(AlertRule rule, Catalog.Detection detection, CentralBus bus, params Resource[] dependencies) =>
        new(
            rule.Name,
            new()
            {
                Name = rule.Name,
                Description = detection.Rule.Title,
                EventBusName = bus.Name,
                EventPattern = rule.Pattern.Json,
                State = RuleState.For(rule.Pattern.NeedsAllManagementEvents),
            },
            new() { Parent = this, DependsOn = dependencies }
        );
}

/// <summary>A rule that was made of a detection of the catalog.</summary>
/// <param name="Alert">How people are told of the detection.</param>
/// <param name="Compiled">What the rule is.</param>
/// <param name="Rule">The rule.</param>
internal sealed record DeployedRule(PeopleAlert Alert, AlertRule Compiled, CloudWatch.EventRule Rule);
