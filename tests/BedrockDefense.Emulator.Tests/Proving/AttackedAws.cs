using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Live.Proving;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>
/// The emulator, with what it lacks: the guardrails refuse, CloudTrail records each marked call, its event is delivered, the restorer
/// restores, and Bedrock writes a record of each invocation. All of it follows from the stack that the emulator's services return.
/// </summary>
/// <param name="api">The emulator.</param>
/// <param name="emulation">The stack, prepared for an attack.</param>
internal sealed class AttackedAws(IAwsApi api, Emulation emulation) : IAwsApi
{
    private const string Restorer = "bedrock-defense-restorer";

    private readonly List<(RehearsedCall Call, CallReport Report, PlacedEvent? Event)> _expected = [];

    public string Id => api.Id;

    public IAwsApi InAccount(string accountId) => accountId == Id ? this : api.InAccount(accountId);

    /// <summary>Prepares for the calls of a plan, in order.</summary>
    public void Expect(ProofPlan plan)
    {
        foreach (var scenario in plan.Request.Scenarios.Select(Scenario.Load))
        {
            var made = new Queue<bool>(Play(scenario, plan).Select(one => plan.Calls.Contains(LineOf(one.Call))));
            _expected.AddRange(
                Play(
                    scenario with
                    {
                        Steps =
                        [
                            .. scenario.Steps.Select(step =>
                                step.Calls is null ? step : step with { Calls = [.. step.Calls.Where(_ => made.Dequeue())] }
                            ),
                        ],
                    },
                    plan
                )
            );
        }
    }

    private IEnumerable<(RehearsedCall Call, CallReport Report, PlacedEvent? Event)> Play(Scenario scenario, ProofPlan plan)
    {
        List<RehearsedCall> calls = [];
        Dictionary<string, PlacedEvent> events = [];
        var report = Rehearser.Play(
            emulation.Found,
            scenario,
            Caller.Parse(plan.Request.Role),
            new RehearsedNames(
                plan.Settings.Administrators,
                plan.Settings.InvocationLogging.LogGroup,
                plan.Settings.InvocationLogging.Bucket,
                plan.Settings.InvocationLogging.Role
            ),
            placed => events[placed.Event.GetProperty("id").GetString()!] = placed,
            calls.Add
        );
        return calls.Zip(report.Steps.SelectMany(step => step.Calls), (call, one) => (call, one, events.GetValueOrDefault(one.EventId)));
    }

    private static string LineOf(RehearsedCall call) => $"{call.Call.Action} in {call.Region} on {call.Resource}";

    public async Task<string> SendAsync(AwsCall request)
    {
        var marker = request.Headers.FirstOrDefault(header => header.Name == "User-Agent").Value;
        if (marker is null)
        {
            return await api.SendAsync(request);
        }

        // Calls that are not made for real are passed over.
        var isInvocation = request.Operation == "Converse";
        var name = isInvocation ? "InvokeModel" : request.Operation;
        var next = _expected.FindIndex(one => one.Call.Call.EventName == name && one.Call.Caller.AccountId == Id);
        var (call, report, placed) = _expected[next];
        _expected.RemoveRange(0, next + 1);
        var failure = report.PreventedBy is null ? null : Refusal(request, placed!);
        var answer = "";
        if (failure is null)
        {
            // AWS's models of the API do not know the header, which every HTTP request has.
            answer = isInvocation ? await InvokeAsync(request) : await api.SendAsync(request with { Headers = [] });
        }

        if (placed is not null)
        {
            await emulation.DeliverAsync(placed with { Event = Marked(placed.Event, marker) });
            await emulation.PublishAsync(
                report.Messages.Where(message => Detection.All.All(detection => detection.Id != message.Detection))
            );
        }

        if (report.RestoredBy is not null)
        {
            var place = new Place(api, call.Region);
            await LoggingConfiguration.PutAsync(place, await LoggingConfiguration.WantedAsync(place, Restorer));
        }

        return failure is null ? answer : throw failure;
    }

    private async Task<string> InvokeAsync(AwsCall request)
    {
        var place = new Place(api, request.Region);
        var id = $"{Guid.NewGuid():D}";
        if ((await BedrockReaders.LoggingAsync(place))?["cloudWatchConfig"]?["logGroupName"] is { } group)
        {
            var stream = $"invocation-{id}";
            await place.JsonAsync("logs", "CreateLogStream", new() { ["logGroupName"] = $"{group}", ["logStreamName"] = stream });
            await place.JsonAsync(
                "logs",
                "PutLogEvents",
                new()
                {
                    ["logGroupName"] = $"{group}",
                    ["logStreamName"] = stream,
                    ["logEvents"] = new JsonArray(
                        new JsonObject
                        {
                            // The clock of the run goes faster.
                            ["timestamp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds(),
                            ["message"] = new JsonObject
                            {
                                ["schemaType"] = "ModelInvocationLog",
                                ["accountId"] = Id,
                                ["requestId"] = id,
                                ["input"] = new JsonObject { ["inputBodyJson"] = JsonNode.Parse(request.Content!.Text) },
                            }.ToJsonString(),
                        }
                    ),
                }
            );
        }

        request.Answered?.Invoke(new AwsAnswer(id, default));
        return "{}";
    }

    private AwsException Refusal(AwsCall request, PlacedEvent placed) =>
        new(
            request.Operation,
            Id,
            request.Region,
            403,
            new JsonObject
            {
                ["__type"] = "AccessDeniedException",
                ["message"] = placed.Event.GetProperty("detail").GetProperty("errorMessage").GetString(),
            }.ToJsonString()
        );

    private static JsonElement Marked(JsonElement @event, string marker)
    {
        var marked = JsonNode.Parse(@event.GetRawText())!;
        marked["detail"]!["userAgent"] = marker;
        return JsonSerializer.SerializeToElement(marked);
    }
}
