using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Iam = Pulumi.Aws.Iam;

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
            Forward(region.Code, detections.Forwarded, bus, settings.HomeRegion.Partition, organization);
        }

        RegisterOutputs();
    }

    private void Forward(
        string region, IReadOnlyList<ForwardedEvents> patterns, CentralBus bus, string partition, OrganizationFacts organization)
    {
        // IAM roles are global, so each Region's has a name of its own.
        var name = $"{Names.Forwarder}-{region}";
        var role = new Iam.Role(name, new()
        {
            Name = name,
            Description = "Lets the forwarder rules of one Region put events on the central bus, and nothing else.",
            AssumeRolePolicy = Documents.Fill(
                "access/forwarder-trust.json",
                ("accountId", organization.ManagementAccountId),
                ("forwarderName", Names.Forwarder),
                ("partition", partition),
                ("region", region)),
        }, new() { Parent = this });
        var permissions = new Iam.RolePolicy(name, new()
        {
            Name = "put-events",
            Role = role.Name,
            Policy = Documents.Fill("access/forwarder-permissions.json", ("busArn", bus.Arn)),
        }, new() { Parent = this });
        var deadLetters = new DeadLetters(
            $"{name}-dead-letters",
            $"{Names.Forwarder}-dead-letters",
            $"arn:{partition}:events:{region}:{organization.ManagementAccountId}:rule/{Names.Forwarder}-*",
            keyId: null,
            region,
            this);
        foreach (var (pattern, number) in patterns.Select((pattern, index) => (pattern, index + 1)))
        {
            var rule = new CloudWatch.EventRule($"{name}-{number}", new()
            {
                Name = Names.ForwarderRule(number),
                Description = "Forwards events that a BedrockDefense detection may match.",
                Region = region,
                EventPattern = pattern.Json,
                State = pattern.State,
            }, new() { Parent = this });
            _ = new CloudWatch.EventTarget($"{name}-{number}", new()
            {
                Region = region,
                Rule = rule.Name,
                TargetId = "central-bus",
                Arn = bus.Arn,
                RoleArn = role.Arn,
                RetryPolicy = Delivery.Retry,
                DeadLetterConfig = deadLetters.Config,
            }, new() { Parent = this, DependsOn = { bus.Policy, permissions, deadLetters.Policy } });
        }
    }
}
