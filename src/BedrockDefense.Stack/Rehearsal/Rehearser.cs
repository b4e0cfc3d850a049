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
    /// <summary>Returns the attacker of a scenario: the given principal, or else the scenario's own attacker.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="principalArn">The principal that plays the attacker instead; null for the scenario's own attacker.</param>
    /// <param name="organization">The organization in which the scenario is played.</param>
    /// <param name="partition">The partition of the home Region.</param>
    /// <param name="names">The names of the configuration.</param>
    /// <exception cref="InvalidInputException">The ARN is not that of a principal.</exception>
    public static Caller AttackerOf(
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
                        .. names.PlaceholdersIn(organization.MemberAccountId),
                    ]
                )
        );
    }

    /// <summary>Plays a scenario.</summary>
    /// <param name="stack">The stack, rendered for an organization of which the attacker is a member.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="attacker">The principal that plays the attacker.</param>
    /// <param name="names">The names of the configuration.</param>
    /// <param name="placed">Is called with every event that AWS puts on a default bus, in order; may be null.</param>
    /// <param name="made">Is called with every call before it is judged, in order; may be null.</param>
    /// <param name="region">The code of the Region of the attack; null for the home Region.</param>
    /// <param name="detections">
    /// Detections with their placeholders filled, whether the stack has them or not. The report says which of them look for each call;
    /// null when nobody asks for that.
    /// </param>
    /// <exception cref="InvalidInputException">
    /// AWS would refuse one of the stack's documents, or the scenario has an unknown placeholder.
    /// </exception>
    public static RehearsalReport Play(
        StackDeclaration stack,
        Scenario scenario,
        Caller attacker,
        RehearsedNames names,
        Action<PlacedEvent>? placed = null,
        Action<RehearsedCall>? made = null,
        string? region = null,
        IReadOnlyList<Detection>? detections = null
    )
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(attacker);
        ArgumentNullException.ThrowIfNull(names);
        var performance = new Performance(
            StackReader.Read(stack),
            region ?? stack.HomeRegion,
            stack.GovernedRegions,
            attacker,
            names.PlaceholdersIn(attacker.AccountId),
            placed ?? (_ => { }),
            made ?? (_ => { }),
            new SearchedCalls(detections ?? [])
        );
        return new RehearsalReport(
            scenario.Id,
            scenario.Title,
            attacker.PrincipalArn,
            region ?? stack.HomeRegion,
            performance.GuardrailTargets,
            stack.Coverage,
            [.. scenario.Steps.Select(performance.Play)]
        );
    }

    /// <summary>
    /// Throws if a stack cannot be rehearsed. Every verb that renders a stack calls this, so all of them refuse the same
    /// stacks.
    /// </summary>
    /// <exception cref="InvalidInputException">AWS would refuse one of its documents.</exception>
    public static void RequireRehearsable(StackDeclaration stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        _ = StackReader.Read(stack);
    }

    /// <summary>Puts events on the stack's central bus, as if a forwarder had sent them, and reports whom each reaches.</summary>
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
        var bus = FindCentralBus(stack);
        return [.. events.Select(one => ReportOf(router.PutOn(bus, one)))];
    }

    /// <summary>
    /// Puts events on the default bus of the account and Region they come from, as AWS does, and reports whom each reaches.
    /// An event that no forwarder there lets through reaches nobody. Its report says so, and names the detections that would
    /// have fired.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="events">
    /// Events as for <see cref="Send"/>, with <c>account</c> and <c>region</c>. An event of an account outside the
    /// organization is treated as an event of the member account.
    /// </param>
    /// <exception cref="InvalidInputException">AWS would refuse one of the stack's documents.</exception>
    public static IReadOnlyList<EventReport> SendFromTheirPlaces(StackDeclaration stack, params IEnumerable<JsonElement> events)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(events);
        var aws = StackReader.Read(stack);
        var (router, forwarders, bus) = (new EventRouter(aws), new StandingForwarders(aws), FindCentralBus(stack));
        return
        [
            .. events
                .Select(one => (Routing: router.PutOn(bus, one), Missing: forwarders.ExplainMissing(one)))
                .Select(one =>
                    one.Missing is null
                        ? ReportOf(one.Routing)
                        : new EventReport(one.Routing.Detections, [], []) { NotForwarded = one.Missing }
                ),
        ];
    }

    private static string FindCentralBus(StackDeclaration stack) => stack.OfType("aws:cloudwatch/eventBus:EventBus").Single().Arn!;

    private static EventReport ReportOf(Routing routing) => new(routing.Detections, routing.Messages, routing.Failures);

    /// <summary>Replaces a scenario's placeholders by their values.</summary>
    /// <exception cref="InvalidInputException">A placeholder has no value.</exception>
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
