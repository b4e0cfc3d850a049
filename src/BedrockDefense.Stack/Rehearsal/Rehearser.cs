using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal.Simulation;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>Plays scenarios against a rendered stack.</summary>
public static partial class Rehearser
{
    /// <summary>Who attacks in a scenario: the caller given, or else the scenario's own.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="principalArn">Somebody to play it instead; null for the scenario's own attacker.</param>
    /// <param name="organization">The organization it is played in.</param>
    /// <param name="partition">The partition of the home Region.</param>
    /// <param name="names">The names of the configuration.</param>
    /// <exception cref="InvalidInputException">The ARN is of no principal.</exception>
    public static Caller Attacker(
        Scenario scenario,
        string? principalArn,
        SampleOrganization organization,
        string partition,
        RehearsedNames names
    )
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(organization);
        ArgumentNullException.ThrowIfNull(names);
        return Caller.Parse(
            principalArn
                ?? Fill(
                    scenario.Principal,
                    [
                        (Placeholder.Partition, partition),
                        (Placeholder.AccountId, organization.MemberAccountId),
                        (Placeholder.ManagementAccountId, organization.ManagementAccountId),
                        .. names.In(organization.MemberAccountId),
                    ]
                )
        );
    }

    /// <summary>Plays a scenario.</summary>
    /// <param name="stack">The stack, rendered for an organization of which the attacker is a member.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="attacker">Who plays it.</param>
    /// <param name="names">The names of the configuration.</param>
    /// <param name="placed">Is told every event that AWS puts on a default bus, in order; null to tell nobody.</param>
    /// <exception cref="InvalidInputException">
    /// AWS would refuse one of the stack's documents, or the scenario has an unknown placeholder.
    /// </exception>
    public static RehearsalReport Play(
        StackDeclaration stack,
        Scenario scenario,
        Caller attacker,
        RehearsedNames names,
        Action<PlacedEvent>? placed = null
    )
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(attacker);
        ArgumentNullException.ThrowIfNull(names);
        var performance = new Performance(
            StackReader.Read(stack),
            stack.HomeRegion,
            stack.GovernedRegions,
            attacker,
            names.In(attacker.AccountId),
            placed ?? (_ => { })
        );
        return new RehearsalReport(
            scenario.Id,
            scenario.Title,
            attacker.PrincipalArn,
            stack.HomeRegion,
            performance.GuardrailTargets,
            stack.Coverage,
            [.. scenario.Steps.Select(performance.Play)]
        );
    }

    /// <summary>Refuses a stack that could not be rehearsed, so that every verb that renders one refuses the same.</summary>
    /// <exception cref="InvalidInputException">AWS would refuse one of its documents.</exception>
    public static void Require(StackDeclaration stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        _ = StackReader.Read(stack);
    }

    /// <summary>Puts events on the stack's central bus, as if a forwarder had sent them, and says whom each reaches.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="events">
    /// Events as EventBridge delivers them, with <c>source</c>, <c>detail-type</c>, <c>time</c> and <c>detail</c>.
    /// </param>
    /// <exception cref="InvalidInputException">AWS would refuse one of the stack's documents.</exception>
    public static IReadOnlyList<EventReport> Send(StackDeclaration stack, params IEnumerable<JsonElement> events)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(events);
        var router = new EventRouter(StackReader.Read(stack));
        var bus = CentralBus(stack);
        return [.. events.Select(one => Report(router.PutOn(bus, one)))];
    }

    /// <summary>
    /// The same for events as AWS puts them on the default bus of an account and Region: without a forwarder that lets one
    /// through there it reaches nobody, and the report says so beside the detections that would have found it.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="events">
    /// Events as for <see cref="Send"/>, with <c>account</c> and <c>region</c>. One of no account of the stack's is taken as a
    /// member's.
    /// </param>
    /// <exception cref="InvalidInputException">AWS would refuse one of the stack's documents.</exception>
    public static IReadOnlyList<EventReport> SendFromTheirPlaces(StackDeclaration stack, params IEnumerable<JsonElement> events)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(events);
        var aws = StackReader.Read(stack);
        var (router, forwarders, bus) = (new EventRouter(aws), new StandingForwarders(aws), CentralBus(stack));
        return
        [
            .. events
                .Select(one => (Routing: router.PutOn(bus, one), Missing: forwarders.Missing(one)))
                .Select(one =>
                    one.Missing is null
                        ? Report(one.Routing)
                        : new EventReport(one.Routing.Detections, [], []) { NotForwarded = one.Missing }
                ),
        ];
    }

    private static string CentralBus(StackDeclaration stack) => stack.OfType("aws:cloudwatch/eventBus:EventBus").Single().Arn!;

    private static EventReport Report(Routing routing) => new(routing.Detections, routing.Messages, routing.Failures);

    /// <summary>Puts in the values of a scenario's placeholders.</summary>
    /// <exception cref="InvalidInputException">There is a placeholder without a value.</exception>
    internal static string Fill(string text, IReadOnlyList<(Placeholder Placeholder, string Value)> values)
    {
        foreach (var (placeholder, value) in values)
        {
            text = text.Replace(placeholder.ToString(), value, StringComparison.Ordinal);
        }

        return AnyPlaceholder().Match(text) is { Success: true } unknown
            ? throw new InvalidInputException(
                $"the scenario has the placeholder {unknown.Value}; the placeholders are "
                    + string.Join(", ", values.Select(value => value.Placeholder))
            )
            : text;
    }

    [GeneratedRegex("%[A-Za-z]+%")]
    private static partial Regex AnyPlaceholder();
}
