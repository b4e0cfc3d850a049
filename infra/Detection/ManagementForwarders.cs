using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Forwards the management account's own events to the central bus from every forwarded Region. Service-managed
/// StackSets never deploy to the management account, so the program does it directly.
/// </summary>
internal sealed class ManagementForwarders : ComponentResource
{
    public ManagementForwarders(Detections detections, CentralBus bus, DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:detection:ManagementForwarders", "management-forwarders")
    {
        foreach (var region in detections.ForwardedRegions)
        {
            IEnumerable<(string Name, string Pattern, string State)> rules =
            [
                .. detections.ForwarderRules.Select((events, index) => ($"{index + 1}", events.Json, events.State)),
                .. NoticePatterns
                    .OfManagement(isHome: region == settings.HomeRegion)
                    .Select(events => (events.Name, events.Pattern, RuleState.For(needsAllManagementEvents: false))),
            ];
            Forward(region.Code, rules, bus, settings, organization);
        }

        foreach (var region in detections.BedrockOnlyRegions)
        {
            Forward(
                region.Code,
                detections.BedrockForwarderRules.Select((events, index) => ($"{index + 1}", events.Json, events.State)),
                bus,
                settings,
                organization
            );
        }

        RegisterOutputs();
    }

    private void Forward(
        string region,
        IEnumerable<(string Name, string Pattern, string State)> rules,
        CentralBus bus,
        DefenseSettings settings,
        OrganizationFacts organization
    )
    {
        var partition = settings.HomeRegion.Partition;
        // IAM roles are global, so the role of each Region has its own name.
        var name = $"{Names.Forwarder}-{region}";
        var role = ServiceRole.Declare(
            name,
            name,
            "Lets the forwarder rules of one Region put events on the central bus, and nothing else.",
            Documents.Fill(
                "access/forwarder-trust.json",
                (Placeholder.AccountId, organization.ManagementAccountId),
                (Placeholder.ForwarderName, Names.Forwarder),
                (Placeholder.Partition, partition),
                (Placeholder.Region, region)
            ),
            "put-events",
            Documents.Fill("access/forwarder-permissions.json", (Placeholder.CentralBusArn, bus.Arn)),
            this
        );
        var deadLetters = new DeadLetters(
            $"{name}-dead-letters",
            $"{Names.Forwarder}-dead-letters",
            $"arn:{partition}:events:{region}:{organization.ManagementAccountId}:rule/{Names.Forwarder}-*",
            keyId: null,
            region,
            this
        );
        DeadLetterAlarm.Declare($"{name}-dead-letters", $"{Names.Forwarder}-dead-letters", region, deadLetters, this);
        foreach (var (of, pattern, state) in rules)
        {
            var rule = new CloudWatch.EventRule(
                $"{name}-{of}",
                new()
                {
                    Name = $"{Names.Forwarder}-{of}",
                    Description = "Forwards events that a BedrockDefense detection may match.",
                    Region = region,
                    EventPattern = pattern,
                    State = state,
                },
                new() { Parent = this }
            );
            _ = new CloudWatch.EventTarget(
                $"{name}-{of}",
                new()
                {
                    Region = region,
                    Rule = rule.Name,
                    TargetId = "central-bus",
                    Arn = bus.Arn,
                    RoleArn = role.Arn,
                    RetryPolicy = Delivery.Retry,
                    DeadLetterConfig = deadLetters.Config,
                },
                new() { Parent = this, DependsOn = { bus.Policy, role.Permissions, deadLetters.Policy } }
            );
        }
    }
}
