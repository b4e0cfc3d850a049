using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Sigma.Evaluation;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>
/// Plays scenarios on a stack that is deployed to the emulator. The emulator carries events from the members' buses to the central bus and
/// messages from topics to queues, and it keeps Bedrock's logging configuration. It cannot match and transform events or judge permissions.
/// The rehearsal does that, on the stack that the services return.
/// </summary>
internal sealed class Emulation
{
    private const string Restorer = "bedrock-defense-restorer";

    private readonly StackDeployment _stack;
    private readonly StackDeclaration _found;
    private readonly EmulatedOrganization _organization;
    private readonly DefenseSettings _settings;
    private readonly SubscribedQueues _queues;
    private readonly CentralBusProbe _probe;
    private readonly IReadOnlyList<(string Id, SigmaEvaluator Evaluator)> _detections;

    private Emulation(
        StackDeployment stack,
        StackDeclaration found,
        EmulatedOrganization organization,
        DefenseSettings settings,
        SubscribedQueues queues,
        CentralBusProbe probe
    )
    {
        (_stack, _found, _organization, _settings, _queues, _probe) = (stack, found, organization, settings, queues, probe);
        var placeholders = Placeholders.Of(settings).ByName;
        _detections =
        [
            .. Catalog.Detection.All.Select(detection => (detection.Id, new SigmaEvaluator(detection.Rule.Expand(placeholders)))),
        ];
    }

    /// <summary>Prepares the stack for an attack. Afterwards the stack is no longer as it was declared.</summary>
    public static async Task<Emulation> PrepareAsync(StackDeployment stack, EmulatedOrganization organization, DefenseSettings settings)
    {
        var found = (await ReadBack.OfAsync(stack).ConfigureAwait(false)).Found;
        var bus = stack.Declaration.OfType("aws:cloudwatch/eventBus:EventBus").Single();
        await DeployedRules.RemoveUnreachableTargetsAsync(stack.PlaceOf(bus), bus.Id).ConfigureAwait(false);
        var emulation = new Emulation(
            stack,
            found,
            organization,
            settings,
            await SubscribedQueues.OfAsync(stack).ConfigureAwait(false),
            await CentralBusProbe.AddAsync(stack.PlaceOf(bus), bus.Id).ConfigureAwait(false)
        );
        foreach (var place in emulation.Places())
        {
            await DeployedRules.RemoveUnreachableTargetsAsync(place, "default").ConfigureAwait(false);
        }

        await emulation.EstablishAsync().ConfigureAwait(false);
        return emulation;
    }

    /// <summary>Lists every account and governed Region.</summary>
    public IEnumerable<Place> Places() =>
        _organization
            .Members.Prepend(_organization.Management)
            .SelectMany(account => _settings.Regions.Select(region => new Place(account, region.Code)));

    /// <summary>
    /// Sets the logging configuration in every place, as the state machines there would do. On AWS the schedules do this first.
    /// </summary>
    public async Task EstablishAsync()
    {
        if (_settings.Restore.Mode == RestoreMode.Off)
        {
            return;
        }

        foreach (var place in Places())
        {
            await LoggingConfiguration
                .PutAsync(place, await LoggingConfiguration.WantedAsync(place, Restorer).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
    }

    /// <summary>Plays a scenario with the scenario's own attacker.</summary>
    public async Task<EmulatedReport> PlayAsync(Scenario scenario)
    {
        var names = new RehearsedNames(
            _settings.Administrators,
            _settings.InvocationLogging.LogGroup,
            _settings.InvocationLogging.Bucket,
            _settings.InvocationLogging.Role
        );
        var attacker = Rehearser.AttackerOf(scenario, principalArn: null, _found.Organization, _settings.HomeRegion.Partition, names);
        List<PlacedEvent> events = [];
        var report = Rehearser.Play(_found, scenario, attacker, names, events.Add);
        var calls = report.Steps.SelectMany(step => step.Calls).ToDictionary(call => call.EventId);
        var tally = new Tally();
        foreach (var placed in events)
        {
            await PlaceAsync(placed, calls.GetValueOrDefault(placed.Event.GetProperty("id").GetString()!), tally).ConfigureAwait(false);
        }

        foreach (var undo in tally.Undo)
        {
            await undo().ConfigureAwait(false);
        }

        return new EmulatedReport(
            report,
            tally.Faults,
            events.Count,
            tally.ForwardedEvents,
            tally.UnexpectedEvents,
            tally.Messages,
            tally.Restorations
        );
    }

    /// <summary>The stack that the services return.</summary>
    public StackDeclaration Found => _found;

    /// <summary>
    /// Puts an event on the default bus of its place. If a deployed forwarder lets it through to the central bus, its messages are
    /// published to the deployed topics.
    /// </summary>
    public async Task DeliverAsync(PlacedEvent placed)
    {
        var place = new Place(_organization.Management.InAccount(placed.Account), placed.Region);
        if (await ForwardAsync(place, placed.Event, new Tally()).ConfigureAwait(false))
        {
            await PublishAsync(Rehearser.SendFromTheirPlaces(_found, placed.Event).Single().Messages).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes messages to their topics.</summary>
    public async Task PublishAsync(IEnumerable<DeliveredMessage> messages)
    {
        foreach (var message in messages)
        {
            await _stack
                .PlaceOf(Bus())
                .QueryAsync("sns", "Publish", ("TopicArn", message.TopicArn), ("Message", message.Message))
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Acts as the schedules that put events on the central bus, with the targets that Scheduler returns, and delivers their messages.
    /// </summary>
    /// <returns>The messages, and the differences from the rehearsal.</returns>
    public async Task<(IReadOnlyList<DeliveredMessage> Messages, IReadOnlyList<string> Faults)> RunSchedulesAsync()
    {
        var tally = new Tally();
        List<DeliveredMessage> messages = [];
        var bus = Bus();
        foreach (
            var target in _found
                .OfType("aws:scheduler/schedule:Schedule")
                .Select(schedule => schedule.Inputs["target"]!.AsObject())
                .Where(target => target.Need("arn") == bus.Arn)
        )
        {
            var @event = ScheduledEvent(target, bus);
            await PutAsync(_stack.PlaceOf(bus), @event, bus.Id).ConfigureAwait(false);
            if (!await _probe.SawAsync(@event).ConfigureAwait(false))
            {
                tally.Faults.Add($"{@event}: it did not arrive on the central bus");
            }

            messages.AddRange(Rehearser.Send(_found, @event).Single().Messages);
        }

        tally.Faults.AddRange(await _queues.DeliverAsync(_stack.PlaceOf(bus), messages).ConfigureAwait(false));
        return (messages, tally.Faults);
    }

    /// <summary>Removes everything that was added for the attack.</summary>
    public Task RemoveProbeAsync() => _probe.RemoveAsync();

    private async Task PlaceAsync(PlacedEvent placed, CallReport? call, Tally tally)
    {
        var place = new Place(_organization.Management.InAccount(placed.Account), placed.Region);
        if (await LoggingConfiguration.TakeEffectAsync(place, placed).ConfigureAwait(false) && _settings.Restore.Mode != RestoreMode.Off)
        {
            await JudgeConfigurationAsync(place, isRestored: call is null, tally).ConfigureAwait(false);
        }

        if (await DeployedRules.TakeEffectAsync(place, placed).ConfigureAwait(false) is { } undo)
        {
            tally.Undo.Add(undo);
        }

        var arrives = await ForwardAsync(place, placed.Event, tally).ConfigureAwait(false);
        if (call is null)
        {
            return;
        }

        var record = placed.Event.GetProperty("detail");
        // The call also leads to a restorer's own event, which belongs to no Sigma rule.
        var detected = call.Detections.Where(id => _detections.Any(detection => detection.Id == id)).Order(StringComparer.Ordinal).ToList();
        var matching = _detections
            .Where(detection => arrives && detection.Evaluator.Match(record).IsMatch)
            .Select(detection => detection.Id)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (!matching.SequenceEqual(detected))
        {
            tally.Faults.Add(
                $"{call.Action}: the deployed rules detect {string.Join(", ", detected)}, but the Sigma rules {string.Join(", ", matching)}"
            );
        }

        tally.Messages += call.Messages.Count;
        // The topics are in the account and Region of the bus.
        tally.Faults.AddRange(await _queues.DeliverAsync(_stack.PlaceOf(Bus()), call.Messages).ConfigureAwait(false));
    }

    // The restorer's call comes after the attacker's. It must restore the configuration that the stack wants, whatever the attacker did.
    private static async Task JudgeConfigurationAsync(Place place, bool isRestored, Tally tally)
    {
        var config = await BedrockReaders.LoggingAsync(place).ConfigureAwait(false);
        var wanted = await LoggingConfiguration.WantedAsync(place, Restorer).ConfigureAwait(false);
        if (isRestored)
        {
            tally.Restorations++;
        }

        if (isRestored != JsonNode.DeepEquals(config, wanted))
        {
            tally.Faults.Add(
                $"{place.Account.Id}, {place.Region}: after the {(isRestored ? "restorer's" : "attacker's")} call the "
                    + $"logging configuration is {config?.ToJsonString() ?? "gone"}"
            );
        }
    }

    private async Task<bool> ForwardAsync(Place place, JsonElement @event, Tally tally)
    {
        await PutAsync(place, @event, "default").ConfigureAwait(false);
        var shouldArrive = await DeployedRules.ForwardAsync(place, Bus().Arn!, @event).ConfigureAwait(false);
        var arrived = await _probe.SawAsync(@event).ConfigureAwait(false);
        tally.ForwardedEvents += shouldArrive && arrived ? 1 : 0;
        tally.UnexpectedEvents += arrived && !shouldArrive ? 1 : 0;
        if (shouldArrive && !arrived)
        {
            tally.Faults.Add(
                $"{@event.GetProperty("detail")}: it should arrive on the central bus from {place.Account.Id}, {place.Region}, but did not"
            );
        }

        return shouldArrive;
    }

    private static async Task PutAsync(Place place, JsonElement @event, string bus)
    {
        var answer = await place
            .JsonAsync(
                "events",
                "PutEvents",
                new()
                {
                    ["Entries"] = new JsonArray(
                        new JsonObject
                        {
                            ["EventBusName"] = bus,
                            ["Source"] = @event.GetProperty("source").GetString(),
                            ["DetailType"] = @event.GetProperty("detail-type").GetString(),
                            ["Detail"] = @event.GetProperty("detail").GetRawText(),
                        }
                    ),
                }
            )
            .ConfigureAwait(false);
        if (answer["Entries"]![0]!["ErrorCode"] is { } error)
        {
            throw new InvalidOperationException($"EventBridge takes no event in {place.Account.Id}, {place.Region}: {error}");
        }
    }

    private static JsonElement ScheduledEvent(JsonObject target, DeclaredResource bus) =>
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["version"] = "0",
                ["id"] = "00000000-0000-4000-8000-000000000000",
                ["detail-type"] = target["eventbridgeParameters"]!["detailType"]!.DeepClone(),
                ["source"] = target["eventbridgeParameters"]!["source"]!.DeepClone(),
                ["account"] = bus.Arn!.Split(':')[4],
                ["time"] = "2026-11-20T10:15:00Z",
                ["region"] = bus.Arn.Split(':')[3],
                ["resources"] = new JsonArray(),
                ["detail"] = JsonNode.Parse(target.Text("input") ?? "{}"),
            }
        );

    private DeclaredResource Bus() => _stack.Declaration.OfType("aws:cloudwatch/eventBus:EventBus").Single();

    private sealed class Tally
    {
        public List<string> Faults { get; } = [];

        public List<Func<Task>> Undo { get; } = [];

        public int ForwardedEvents { get; set; }

        public int UnexpectedEvents { get; set; }

        public int Messages { get; set; }

        public int Restorations { get; set; }
    }
}
