using System.Text.Json.Nodes;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Tests.Delivery;

/// <summary>
/// Who gets which message, by two that know nothing of each other: the rehearsal, and the emulator's SNS, which filters
/// by the subscriptions' policies and carries to SQS. The messages are those that the stack's transformers make.
/// </summary>
public sealed class DeliveryTests(MotoFixture moto) : IDisposable
{
    private const string Cases = "emulator/subscriptions.json";
    private const string Region = "eu-central-1";
    private const string Everything = "*";

    private static readonly string[] Accounts = ["111122223333", "444455556666"];

    public static TheoryData<string> Names => Repository.Names(Cases);

    public void Dispose() => moto.ShowLogOfFailure();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_rehearsal_and_SNS_deliver_the_same_messages_when(string name)
    {
        var one = Repository.Find<SubscriptionCase>(Cases, name);
        var account = await moto.AccountAsync($"{700_000_000_000 + Names.ToList().FindIndex(row => row.Data == name)}");
        var stack = await RenderAsync(one, account.Id);
        var deployed = await DeployedTopics.CreateAsync(account, Region, stack);

        List<(string Queue, string Message)> rehearsed = [];
        // A second account costs as much again, and only tells something where accounts do.
        string[] accounts = one.Hears.Values.All(hearing => hearing.Accounts.Contains(Everything)) ? Accounts[..1] : Accounts;
        var reports = Rehearser.Send(stack, accounts.SelectMany(member => DetectionEvents.Of(stack, member)));
        Assert.Empty(reports.SelectMany(report => report.Failures));
        foreach (var topic in reports.SelectMany(report => report.Messages).GroupBy(message => message.TopicArn))
        {
            rehearsed.AddRange(topic.Select(message => (deployed.ProbeOf(topic.Key), message.Message)));
            rehearsed.AddRange(
                topic.SelectMany(message =>
                    message
                        .Recipients.Where(recipient => recipient is { Protocol: "sqs", AwaitsOwner: false })
                        .Select(recipient => (recipient.Endpoint, message.Message))
                )
            );
            await deployed.PublishAsync(topic.Key, topic.Select(message => message.Message));
        }

        var delivered = await deployed.DrainAsync();
        Assert.Equal(rehearsed.Order(), delivered.Order());
        Assert.Contains(delivered, one => one.Message.StartsWith('"'));
        Assert.Equal(one.Hears.Keys.Order(), deployed.SubscribedQueues.Select(Last).Order());
        Assert.All(
            one.Hears,
            hears =>
                AssertHears(
                    hears.Value,
                    accounts,
                    [.. delivered.Where(message => Last(message.Queue) == hears.Key).Select(message => JsonNode.Parse(message.Message)!)]
                )
        );
    }

    private static Task<StackDeclaration> RenderAsync(SubscriptionCase one, string account) =>
        StackRenderer.RenderAsync(
            new Dictionary<string, string>([DetectionEvents.Destinations])
            {
                ["aws:region"] = Region,
                ["bedrock-defense:administrators"] = """
                ["arn:aws:iam::*:role/BedrockLoggingAdmin",
                "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*"]
                """,
                ["bedrock-defense:regions"] = $"""["{Region}"]""",
                // So that the detection of those Regions fires too.
                ["bedrock-defense:ungovernedRegions"] = "detect",
                ["bedrock-defense:managementAccount"] = account,
                ["bedrock-defense:alerts"] = one.Setting(Region, account),
            },
            SampleOrganization.Default with
            {
                ManagementAccountId = account,
            }
        );

    // The case says in its own words what the two agree on.
    private static void AssertHears(Hearing expected, string[] accounts, IReadOnlyList<JsonNode> findings)
    {
        var detections = Catalog.Detection.All.Where(detection =>
            (expected.Severities?.Contains(Severity(detection)) ?? true)
            && (expected.Detections is null || expected.Detections.Contains(Everything) || expected.Detections.Contains(detection.Id))
        );
        Assert.Equal(detections.Select(detection => detection.Id).Order(), Distinct(findings, "detection"));
        Assert.Equal(expected.Accounts.Contains(Everything) ? accounts : expected.Accounts, Distinct(findings, "account"));
    }

    private static string Severity(Catalog.Detection detection) => detection.Level.ToString().ToLowerInvariant();

    private static IEnumerable<string> Distinct(IEnumerable<JsonNode> findings, string field) =>
        findings.Select(finding => finding[field]!.GetValue<string>()).Distinct().Order();

    private static string Last(string arn) => arn[(arn.LastIndexOf(':') + 1)..];
}
