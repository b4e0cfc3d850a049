using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Iam = Pulumi.Aws.Iam;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Forwards the management account's own events to the central bus from every governed Region. Service-managed
/// StackSets never deploy to the management account, so the program does it directly.
/// </summary>
internal sealed class ManagementForwarders : ComponentResource
{
    private readonly Detections _detections;
    private readonly CentralBus _bus;

    public ManagementForwarders(Detections detections, CentralBus bus, DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:detection:ManagementForwarders", "management-forwarders")
    {
        _detections = detections;
        _bus = bus;
        foreach (var region in settings.Regions)
        {
            Forward(region.Code, settings.HomeRegion.Partition, organization);
        }

        RegisterOutputs();
    }

    private void Forward(string region, string partition, OrganizationFacts organization)
    {
        // IAM roles are global, so each Region's has a name of its own.
        var name = $"{Names.Forwarder}-{region}";
        var role = new Iam.Role(name, new()
        {
            Name = name,
            Description = "Lets the forwarder rule of one Region put events on the central bus, and nothing else.",
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
            Policy = Documents.Fill("access/forwarder-permissions.json", ("busArn", _bus.Arn)),
        }, new() { Parent = this });
        var rule = new CloudWatch.EventRule(name, new()
        {
            Name = Names.Forwarder,
            Description = "Forwards the events that a BedrockDefense detection may match.",
            Region = region,
            EventPattern = _detections.Forwarded.Json,
            State = RuleState.For(_detections.Forwarded.NeedsAllManagementEvents),
        }, new() { Parent = this });
        var deadLetters = Delivery.DeadLetters(name, Names.Forwarder, rule, keyId: null, region, this);
        _ = new CloudWatch.EventTarget(name, new()
        {
            Region = region,
            Rule = rule.Name,
            TargetId = "central-bus",
            Arn = _bus.Arn,
            RoleArn = role.Arn,
            RetryPolicy = Delivery.Retry,
            DeadLetterConfig = deadLetters.Config,
        }, new() { Parent = this, DependsOn = { _bus.Policy, permissions, deadLetters.Policy } });
    }
}
