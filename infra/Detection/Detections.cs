using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// EventBridge rules on the central bus for each Sigma rule of the catalog. Their patterns are compiled from that Sigma rule. Mostly there
/// is one rule for calls that succeeded and one for calls that were refused.
/// </summary>
internal sealed class Detections : ComponentResource
{
    public Detections(CentralBus bus, MaintenanceSchedules? maintenance, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:detection:Detections", "detections", account.Component)
    {
        var patterns = DetectionPatterns.Of(settings);
        People = patterns.People;
        All = [.. People.All.SelectMany(alert => Declare(alert, bus, maintenance))];
        ForwarderRules = patterns.ForwarderRules;
        BedrockForwarderRules = patterns.BedrockForwarderRules;
        ForwardedRegions = [.. settings.Regions, .. ForGlobalServices(settings)];
        BedrockOnlyRegions = [.. settings.DetectedRegions.Where(region => !ForwardedRegions.Contains(region))];
        RegisterOutputs();
    }

    /// <summary>The rules of the detections, in the order of their ids.</summary>
    public ImmutableArray<DeployedRule> All { get; }

    /// <summary>The alerts that people get for the detections.</summary>
    public PeopleAlerts People { get; }

    /// <summary>The rules of the forwarders, which let through every event that a detection needs.</summary>
    public ImmutableArray<ForwardedEvents> ForwarderRules { get; }

    /// <summary>
    /// The Regions of all forwarders: the governed Regions, and the Regions in which the global services record their events.
    /// </summary>
    public ImmutableArray<AwsRegion> ForwardedRegions { get; }

    /// <summary>The rules of forwarders that let through only events of Bedrock.</summary>
    public ImmutableArray<ForwardedEvents> BedrockForwarderRules { get; }

    /// <summary>
    /// The Regions whose forwarders let through only Bedrock's events: with <c>ungovernedRegions: detect</c>, the Regions that are not
    /// governed.
    /// </summary>
    public ImmutableArray<AwsRegion> BedrockOnlyRegions { get; }

    // IAM, Organizations and Account record their events in one Region of the partition (AWS CloudTrail User Guide,
    // "Global service events"), whether it is governed or not.
    private static IEnumerable<AwsRegion> ForGlobalServices(DefenseSettings settings) =>
        AwsRegion.ForGlobalServices(settings.HomeRegion.Partition) is var region && settings.Regions.Contains(region) ? [] : [region];

    // The first of the rules for some Regions takes every Region that no other names. It comes last, so that a Region that moves from it to
    // another rule is in that rule before.
    private DeployedRule[] Declare(PeopleAlert alert, CentralBus bus, MaintenanceSchedules? maintenance)
    {
        var deployed = new DeployedRule[alert.Rules.Count];
        for (var index = deployed.Length - 1; index >= 0; index--)
        {
            var rule = alert.Rules[index];
            var others = deployed.Where(other =>
                other is not null
                && rule.Name == AlertRule.WithoutPart(rule.Name) + AlertRule.PartSuffix(1)
                && AlertRule.WithoutPart(other.Compiled.Name) == AlertRule.WithoutPart(rule.Name)
            );
            // Rules that leave out planned events are declared after the schedules that announce the window.
            deployed[index] = new DeployedRule(
                alert,
                rule,
                Rule(rule, alert.Detection, bus, [.. rule.HasFindings ? [] : maintenance?.All ?? [], .. others.Select(other => other.Rule)])
            );
        }

        return deployed;
    }

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
/// <param name="Alert">The alert that people get for the detection.</param>
/// <param name="Compiled">The rule's pattern and purpose.</param>
/// <param name="Rule">The deployed rule.</param>
internal sealed record DeployedRule(PeopleAlert Alert, AlertRule Compiled, CloudWatch.EventRule Rule);
