using System.Collections.Immutable;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Organizations = Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra.Prevention;

/// <summary>
/// The service control policies, one per document in <c>policies/guardrails</c>, attached to the configured targets.
/// They exist even when attached nowhere, so that an audit can read what would apply.
/// </summary>
internal sealed class Guardrails : ComponentResource
{
    public Guardrails(DefenseSettings settings)
        : base("bedrock-defense:prevention:Guardrails", "guardrails")
    {
        var values = GuardrailValues.Of(settings);
        PolicyIds = Output.All(GuardrailSelection.Of(settings).Select(guardrail => Attach(guardrail, values, settings).Id));
        Coverage = Output.Create(settings.GuardrailTargets.IsEmpty
            ? "Audit: the guardrails are attached nowhere and restrict nobody."
            : $"The guardrails restrict every principal of the member accounts under {string.Join(", ", settings.GuardrailTargets)}, "
                + "root users included; not the management account, and not service-linked roles.");
        RegisterOutputs();
    }

    /// <summary>The ids of the policies.</summary>
    public Output<ImmutableArray<string>> PolicyIds { get; }

    /// <summary>In one sentence, whom the policies restrict.</summary>
    public Output<string> Coverage { get; }

    private Organizations.Policy Attach(Guardrail guardrail, IReadOnlyDictionary<string, IReadOnlyList<string>> values, DefenseSettings settings)
    {
        var policy = new Organizations.Policy(guardrail.Id, new()
        {
            Name = $"{Names.Product}-{guardrail.Id}",
            Description = guardrail.Description,
            Type = "SERVICE_CONTROL_POLICY",
            Content = guardrail.Fill(values, settings.ScpCharacterLimit),
        }, new() { Parent = this });

        foreach (var target in settings.GuardrailTargets)
        {
            _ = new Organizations.PolicyAttachment($"{guardrail.Id}-{target}", new()
            {
                PolicyId = policy.Id,
                TargetId = target,
            }, new() { Parent = this });
        }

        return policy;
    }
}
