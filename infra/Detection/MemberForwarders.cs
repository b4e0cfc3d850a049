using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Forwards every member account's events to the central bus, from every governed Region and from the Regions where the global services
/// record their events.
/// </summary>
internal sealed class MemberForwarders : ComponentResource
{
    public MemberForwarders(Detections detections, CentralBus bus, DefenseSettings settings, OrganizationFacts organization)
        : base("bedrock-defense:detection:MemberForwarders", "member-forwarders")
    {
        var all = Declare(
            Names.Forwarder,
            "Forwards Bedrock logging events of every member account to the central bus.",
            detections.ForwarderRules,
            detections.ForwardedRegions
        );
        Sets = detections.BedrockOnlyRegions.IsEmpty
            ? [all]
            :
            [
                all,
                Declare(
                    Names.UngovernedForwarder,
                    "Forwards Bedrock's events of Regions that are not governed to the central bus.",
                    detections.BedrockForwarderRules,
                    detections.BedrockOnlyRegions
                ),
            ];
        RegisterOutputs();

        MemberStackSet Declare(
            string name,
            string description,
            ImmutableArray<ForwardedEvents> events,
            ImmutableArray<AwsRegion> regions
        ) =>
            new(
                name,
                description,
                bus.Arn.Apply(busArn => Template(busArn, events)),
                regions,
                settings.StackSets,
                organization,
                this,
                [bus.Policy]
            );
    }

    /// <summary>The stack sets.</summary>
    public ImmutableArray<MemberStackSet> Sets { get; }

    private static string Template(string busArn, IReadOnlyList<ForwardedEvents> patterns)
    {
        var template = JsonNode.Parse(
            PolicyTemplate
                .Load("templates/member-forwarder.json")
                .Fill(new PlaceholderValues { { Placeholder.CentralBusArn, busArn }, { Placeholder.ForwarderName, Names.Forwarder } })
        )!;
        foreach (var (pattern, number) in patterns.Select((pattern, index) => (pattern, index + 1)))
        {
            AddRule(template["Resources"]!.AsObject(), busArn, pattern, number);
        }

        return template.ToJsonString(JsonText.Options);
    }

    // Logical ids are names of properties. A placeholder cannot stand for such a name, so the number is added here.
    private static void AddRule(JsonObject resources, string busArn, ForwardedEvents pattern, int number)
    {
        var rule = JsonNode.Parse(
            PolicyTemplate
                .Load("templates/member-forwarder-rule.json")
                .Fill(
                    new PlaceholderValues
                    {
                        { Placeholder.CentralBusArn, busArn },
                        { Placeholder.RuleName, Names.ForwarderRule(number) },
                        { Placeholder.RuleState, pattern.State },
                    }
                )
        )!;

        // CloudFormation takes the pattern as an object. A placeholder can only carry text, so the pattern is set here.
        rule["Properties"]!["EventPattern"] = JsonNode.Parse(pattern.Json);
        resources[$"ForwarderRule{number}"] = rule;
    }
}
