using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// The bus on which the detections judge every account's events. Only this organization's forwarders may put events on it.
/// </summary>
internal sealed class CentralBus : ComponentResource
{
    public CentralBus(DefenseSettings settings, OrganizationFacts organization, TargetAccount account)
        : base("bedrock-defense:detection:CentralBus", "central-bus", account.Component)
    {
        var bus = new CloudWatch.EventBus(
            Names.Product,
            new() { Name = Names.Product, Description = "Judges the Bedrock logging events of every account of the organization." },
            new() { Parent = this }
        );
        Policy = new CloudWatch.EventBusPolicy(
            Names.Product,
            new()
            {
                EventBusName = bus.Name,
                Policy = Documents.Fill(
                    "access/central-bus.json",
                    (Placeholder.CentralBusArn, bus.Arn),
                    (Placeholder.ForwarderName, Names.Forwarder),
                    (Placeholder.OrganizationId, organization.Id),
                    (Placeholder.Partition, settings.HomeRegion.Partition)
                ),
            },
            new() { Parent = this }
        );
        Name = bus.Name;
        Arn = bus.Arn;
        RegisterOutputs();
    }

    /// <summary>The bus's name.</summary>
    public Output<string> Name { get; }

    /// <summary>The bus's ARN.</summary>
    public Output<string> Arn { get; }

    /// <summary>The pattern of the ARNs of the bus's rules.</summary>
    public Output<string> RuleArns => Arn.Apply(arn => $"{arn.Replace(":event-bus/", ":rule/", StringComparison.Ordinal)}/*");

    /// <summary>The policy, which must exist before a forwarder. Without it the bus refuses the first events.</summary>
    public Resource Policy { get; }
}
