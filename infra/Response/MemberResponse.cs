using System.Collections.Immutable;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// Gives every member account model invocation logging and its restorer. One stack set has the delivery role, in one Region. A second has
/// the destinations of the invocations. A third, deployed after both, has the rest, in every governed Region. The forwarders have their own
/// set, because they are also needed where only the global services record their events.
/// </summary>
internal sealed class MemberResponse : ComponentResource
{
    /// <summary>Declares the stack sets.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="decisions">The accounts that log elsewhere.</param>
    /// <param name="first">
    /// The management account's state machines. They come first: Step Functions then refuses a bad definition there, before hundreds of
    /// accounts fail.
    /// </param>
    public MemberResponse(DefenseSettings settings, OrganizationFacts organization, LoggingDecisions decisions, Resource[] first)
        : base("bedrock-defense:response:MemberResponse", "member-response")
    {
        var roles = Set(
            Names.Roles,
            "The role with which Bedrock writes model invocations.",
            MemberTemplates.Roles(settings, decisions),
            [settings.HomeRegion]
        );
        var destinations = Set(
            Names.Destinations,
            "What Bedrock writes model invocations to.",
            DestinationTemplate.Of(settings, decisions),
            settings.Regions
        );
        Sets =
        [
            roles,
            destinations,
            Set(
                Names.Restorer,
                "Establishes and restores Bedrock's model invocation logging.",
                MemberTemplates.Restorer(settings, decisions),
                settings.Regions,
                roles,
                destinations
            ),
        ];
        RegisterOutputs();

        MemberStackSet Set(
            string name,
            string description,
            string template,
            ImmutableArray<AwsRegion> regions,
            params MemberStackSet[] after
        ) => new(name, description, template, regions, settings.StackSets, organization, this, first, after);
    }

    /// <summary>The sets, in the order of their deployment.</summary>
    public ImmutableArray<MemberStackSet> Sets { get; }
}
