using System.Collections.Immutable;
using BedrockDefense.EventBridge;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Detection;

/// <summary>One EventBridge rule on the central bus per Sigma rule of the catalog, its pattern compiled from that rule.</summary>
internal sealed class Detections : ComponentResource
{
    public Detections(CentralBus bus, DefenseSettings settings)
        : base("bedrock-defense:detection:Detections", "detections")
    {
        var placeholders = new Dictionary<string, IReadOnlyList<string>> { ["administrators"] = settings.Administrators };
        All = [.. Catalog.Detection.All.Select(detection => Deploy(detection, bus, placeholders))];
        Forwarded = ForwarderPattern.Of([.. All.Select(deployed => deployed.Pattern)]);
        RegisterOutputs();
    }

    /// <summary>The deployed detections, in the order of their ids.</summary>
    public ImmutableArray<DeployedDetection> All { get; }

    /// <summary>What a forwarder must let through so that no detection misses an event.</summary>
    public ForwarderPattern Forwarded { get; }

    private DeployedDetection Deploy(
        Catalog.Detection detection, CentralBus bus, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders)
    {
        var pattern = EventBridgeCompiler.Compile(detection.Rule.Expand(placeholders));
        var rule = new CloudWatch.EventRule(detection.Id, new()
        {
            Name = detection.Id,
            Description = detection.Rule.Title,
            EventBusName = bus.Name,
            EventPattern = pattern.Json,
            State = RuleState.For(pattern.NeedsAllManagementEvents),
        }, new() { Parent = this });
        return new DeployedDetection(detection, pattern, rule);
    }
}

/// <summary>A detection of the catalog with what was made of it.</summary>
internal sealed record DeployedDetection(Catalog.Detection Detection, CompiledPattern Pattern, CloudWatch.EventRule Rule);
