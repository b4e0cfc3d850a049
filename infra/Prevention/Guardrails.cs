using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Packing;
using Pulumi;
using Organizations = Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra.Prevention;

/// <summary>
/// The service and resource control policies, attached to the configured targets. They exist even without targets, so that an audit can
/// read what would apply.
/// </summary>
internal sealed class Guardrails : ComponentResource
{
    public Guardrails(DefenseSettings settings)
        : base("bedrock-defense:prevention:Guardrails", "guardrails")
    {
        var ids = ImmutableArray.CreateBuilder<Output<string>>();
        // The policies are updated from the last to the first. So a statement that moves to a later policy is in force there before it
        // leaves the earlier one. A statement that moves to an earlier policy may be in neither for a few seconds.
        Resource[] later = [];
        var namesSecrets = settings.SubscribedByOwners.Any(alert => alert.IsSecret);
        foreach (var packed in GuardrailPolicies.Of(settings).Reverse())
        {
            var policy = Declare(packed, namesSecrets, later);
            later = [policy, .. settings.GuardrailTargets.Select(target => Attach(packed, policy, target))];
            ids.Insert(0, policy.Id);
        }

        PolicyIds = Output.All(ids);
        Coverage = Output.Create(GuardrailCoverage.Describe(settings));
        RegisterOutputs();
    }

    /// <summary>The ids of the policies.</summary>
    public Output<ImmutableArray<string>> PolicyIds { get; }

    /// <summary>Says whom the policies restrict and whom they do not restrict.</summary>
    public Output<string> Coverage { get; }

    private Organizations.Policy Declare(PackedPolicy packed, bool isSecret, Resource[] later) =>
        new(
            Name(packed),
            new()
            {
                Name = packed.Name,
                Description = $"BedrockDefense: {string.Join(", ", packed.Guardrails)}.",
                Type = packed.Type.Name,
                Content = Secret.Input(packed.Json, isSecret)!,
            },
            new() { Parent = this, DependsOn = later }
        );

    private Organizations.PolicyAttachment Attach(PackedPolicy packed, Organizations.Policy policy, string target) =>
        new($"{Name(packed)}-{target}", new() { PolicyId = policy.Id, TargetId = target }, new() { Parent = this });

    private static string Name(PackedPolicy packed) => packed.Name[$"{Names.Product}-".Length..];
}
