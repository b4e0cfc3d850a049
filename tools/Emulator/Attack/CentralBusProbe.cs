using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Attack;

/// <summary>A rule and a queue, added to the stack, that get every event on the central bus.</summary>
internal sealed class CentralBusProbe
{
    private const string Name = "emulator-probe";
    private const string AnyEvent = """{"source":[{"prefix":""}]}""";

    private readonly Place _place;
    private readonly string _url;

    private CentralBusProbe(Place place, string bus, string url) => (_place, Bus, _url) = (place, bus, url);

    /// <summary>The bus's name.</summary>
    public string Bus { get; }

    /// <summary>Adds the probe to a bus.</summary>
    public static async Task<CentralBusProbe> AddAsync(Place place, string bus)
    {
        var url = await place.Account.CreateQueueAsync(place.Region, Name).ConfigureAwait(false);
        await place
            .JsonAsync(
                "events",
                "PutRule",
                new()
                {
                    ["Name"] = Name,
                    ["EventBusName"] = bus,
                    ["EventPattern"] = AnyEvent,
                }
            )
            .ConfigureAwait(false);
        await place
            .JsonAsync(
                "events",
                "PutTargets",
                new()
                {
                    ["Rule"] = Name,
                    ["EventBusName"] = bus,
                    ["Targets"] = new JsonArray(
                        new JsonObject { ["Id"] = Name, ["Arn"] = $"arn:aws:sqs:{place.Region}:{place.Account.Id}:{Name}" }
                    ),
                }
            )
            .ConfigureAwait(false);
        return new CentralBusProbe(place, bus, url);
    }

    /// <summary>
    /// Whether an event has arrived since the last call. The emulator delivers an event once for each rule that lets it through.
    /// </summary>
    public async Task<bool> SawAsync(JsonElement @event)
    {
        var record = JsonNode.Parse(@event.GetProperty("detail").GetRawText());
        var seen = await _place.Account.DrainAsync(_place.Region, _url).ConfigureAwait(false);
        return seen.Any(message => JsonNode.DeepEquals(JsonNode.Parse(message)!["detail"], record));
    }

    /// <summary>Removes the probe.</summary>
    public async Task RemoveAsync()
    {
        await _place
            .JsonAsync(
                "events",
                "RemoveTargets",
                new()
                {
                    ["Rule"] = Name,
                    ["EventBusName"] = Bus,
                    ["Ids"] = new JsonArray(Name),
                }
            )
            .ConfigureAwait(false);
        await _place.JsonAsync("events", "DeleteRule", new() { ["Name"] = Name, ["EventBusName"] = Bus }).ConfigureAwait(false);
        await _place.JsonAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = _url }).ConfigureAwait(false);
    }
}
