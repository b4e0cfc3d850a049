using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Live.Verifying.Checks;

namespace BedrockDefense.Live.Tests.Verifying.Checks;

/// <summary>An account and Region whose restorer was not heard of for too long is told.</summary>
public sealed class HeartbeatAgesTests
{
    private const string Cases = "live/heartbeats.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Who_was_not_heard_of_is_told(string name)
    {
        var wanted = Repository.Find<Asked>(Cases, name);
        var athena = new FakeAthena(wanted);
        var context = await ContextAsync(athena.Answer, wanted);

        var remarks = await StackChecks.TryAsync(context, "heartbeats", HeartbeatAges.OfAsync);

        if (wanted.Error is { } error)
        {
            var unseen = Assert.Single(remarks.Deviations);
            Assert.Equal((DeviationKind.Unseen, "heartbeats", error), (unseen.Kind, unseen.Resource, unseen.Found));
            return;
        }

        Assert.Equal(wanted.Found, remarks.Deviations.Select(one => $"{one.Account} {one.Region}: {one.Found}"));
        Assert.All(remarks.Deviations, one => Assert.Equal(DeviationKind.Unhealthy, one.Kind));
        Assert.Contains(
            $" in {wanted.Heard} of {wanted.Found.Count + wanted.Heard} pairs of account and Region (Athena scanned 1234 bytes).",
            Assert.Single(remarks.Facts),
            StringComparison.Ordinal
        );
        Assert.Equal(wanted.NotChecked, remarks.NotChecked);
    }

    [Fact]
    public async Task The_query_reads_the_last_day_of_the_governed_Regions_in_the_limited_workgroup()
    {
        var athena = new FakeAthena(
            new Asked
            {
                Pages =
                [
                    [],
                ],
            }
        );

        await HeartbeatAges.OfAsync(await ContextAsync(athena.Answer, new Asked()));

        var started = Assert.Single(athena.Calls, call => call.Operation == "StartQueryExecution");
        var input = JsonNode.Parse(started.Content!.Text)!;
        Assert.Equal("bedrock-defense", input["WorkGroup"]!.GetValue<string>());
        Assert.InRange(input["ClientRequestToken"]!.GetValue<string>().Length, 32, 128);
        Assert.Equal(
            """
            SELECT account, region, max(eventtime) AS last
            FROM "bedrock_defense"."cloudtrail"
            WHERE region IN ('eu-central-1', 'us-east-1')
              AND day >= '2026/11/27'
              AND eventtime >= '2026-11-27T20:15:30Z'
              AND eventsource = 'bedrock.amazonaws.com'
              AND eventname = 'PutModelInvocationLoggingConfiguration'
              AND errorcode IS NULL
              AND useridentity.sessioncontext.sessionissuer.arn
                = concat('arn:aws:iam::', account, ':role/bedrock-defense-restorer-', region)
            GROUP BY account, region
            """,
            input["QueryString"]!.GetValue<string>(),
            ignoreLineEndingDifferences: true
        );
    }

    [Theory]
    [InlineData("hunting", """{"enabled":false}""", "hunting.enabled is false, so there is no table to ask")]
    [InlineData("restore", """{"mode":"off"}""", "restore.mode is off, so there is no restorer to hear of")]
    [InlineData("restore", """{"reconcile":"off"}""", "restore.reconcile is off, so the restorers rest until something changes")]
    [InlineData(
        "restore",
        """{"reconcile":"rate(1 day)"}""",
        "restore.reconcile is rate(1 day), and the query would read the logs of more than two days"
    )]
    public async Task Without_a_table_or_a_heartbeat_nothing_is_asked(string key, string value, string reason)
    {
        var context = await SampleContext.OfAsync(_ => throw new InvalidOperationException(), [], (key, value));

        Assert.EndsWith($" They cannot be: {reason}.", HeartbeatAges.WhyNot(context.Settings), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => HeartbeatAges.OfAsync(context));
    }

    private static Task<CheckContext> ContextAsync(Func<AwsCall, string> answer, Asked asked) =>
        SampleContext.OfAsync(
            answer,
            [
                SampleContext.Resource("aws:athena/workgroup:Workgroup", "bedrock-defense", ("name", "bedrock-defense")),
                SampleContext.Resource(
                    "aws:cloudformation/stackInstances:StackInstances",
                    "restorer",
                    ("stackSetName", "bedrock-defense-restorer"),
                    ("deploymentTargets", new JsonObject { ["organizationalUnitIds"] = new JsonArray("ou-2") })
                ),
            ],
            ("restore", asked.Restore),
            ("invocationLogging", asked.InvocationLogging)
        );

    private sealed class FakeAthena(Asked asked)
    {
        private readonly Queue<string> _states = new(asked.States);

        public List<AwsCall> Calls { get; } = [];

        public string Answer(AwsCall call)
        {
            Calls.Add(call);
            return call.Operation switch
            {
                "StartQueryExecution" => """{"QueryExecutionId":"1"}""",
                "GetQueryExecution" => JsonSerializer.Serialize(
                    new
                    {
                        QueryExecution = new
                        {
                            Status = new
                            {
                                State = _states.Count > 1 ? _states.Dequeue() : _states.Peek(),
                                StateChangeReason = asked.Reason,
                            },
                            Statistics = new { DataScannedInBytes = 1234 },
                        },
                    }
                ),
                "GetQueryResults" => Page(JsonNode.Parse(call.Content!.Text)!["NextToken"]?.GetValue<string>()),
                _ => throw new InvalidOperationException(call.Operation),
            };
        }

        private string Page(string? token)
        {
            var number = asked.Repeats ? 0 : int.Parse(token ?? "0", null);
            IEnumerable<IReadOnlyList<string?>> rows = asked.Pages[number];
            return JsonSerializer.Serialize(
                new
                {
                    ResultSet = new
                    {
                        Rows = (number == 0 ? rows.Prepend(["account", "region", "last"]) : rows).Select(row => new
                        {
                            Data = row.Select(cell => new { VarCharValue = cell }),
                        }),
                    },
                    NextToken = asked.Repeats || number + 1 < asked.Pages.Count ? $"{number + 1}" : null,
                }
            );
        }
    }

    private sealed record Asked
    {
        public string? Restore { get; init; }

        public string? InvocationLogging { get; init; }

        public IReadOnlyList<string> States { get; init; } = ["SUCCEEDED"];

        public string? Reason { get; init; }

        public IReadOnlyList<IReadOnlyList<IReadOnlyList<string?>>> Pages { get; init; } = [];

        public bool Repeats { get; init; }

        public IReadOnlyList<string> Found { get; init; } = [];

        public int Heard { get; init; }

        public IReadOnlyList<string> NotChecked { get; init; } = [];

        public string? Error { get; init; }
    }
}
