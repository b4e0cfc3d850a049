using BedrockDefense.Infra.Settings;
using Pulumi;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// Gives every member account model invocation logging and its restorer: a stack set for the delivery role, in one
/// Region, and after it one for the rest, in every governed Region. Forwarders are a set of their own, because they
/// also stand where only the global services record their events.
/// </summary>
internal sealed class MemberResponse : ComponentResource
{
    public MemberResponse(DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:response:MemberResponse", "member-response")
    {
        var roles = new MemberStackSet(
            Names.Roles, "The role with which Bedrock writes model invocations.", MemberTemplates.Roles(settings), [settings.HomeRegion], organization, this, dependsOn: []);
        _ = new MemberStackSet(
            Names.Restorer, "Establishes and restores Bedrock's model invocation logging.", MemberTemplates.Restorer(settings), settings.Regions, organization, this,
            [roles.Deployed], after: roles);
        RegisterOutputs();
    }
}
