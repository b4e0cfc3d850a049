using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;

namespace BedrockDefense.Infra.Auditing;

/// <summary>
/// Gives every member account the role with which <c>bedrock-defense verify --deep</c> reads what stands there. The stack set deploys it to
/// one Region, since IAM is global. The management account has none: whoever verifies is in that account already.
/// </summary>
internal sealed class MemberAuditor : ComponentResource
{
    public MemberAuditor(string auditor, DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:auditing:MemberAuditor", "member-auditor")
    {
        Set = new MemberStackSet(
            Names.Auditor,
            "The role with which bedrock-defense verify reads what stands in each member account.",
            AuditorTemplate.Of(auditor, settings),
            [settings.HomeRegion],
            settings.StackSets,
            organization,
            this,
            []
        );
        RegisterOutputs();
    }

    /// <summary>The stack set.</summary>
    public MemberStackSet Set { get; }
}
