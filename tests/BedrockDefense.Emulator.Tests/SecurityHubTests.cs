using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;
using BedrockDefense.Testing.StateMachines;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// What the state machine asks of Security Hub fits Security Hub's service model, and a finding sent twice is one. The emulator's Step
/// Functions does not evaluate JSONata, so the definition is run here, and its calls are made of the emulator.
/// </summary>
public sealed class SecurityHubTests(MotoFixture moto) : IDisposable
{
    private const string Deletion = """
        {
          "version": "0", "id": "00000000-0000-4000-8000-00000000e001", "detail-type": "AWS API Call via CloudTrail",
          "source": "aws.bedrock", "account": "111122223333", "time": "2026-11-20T10:15:30Z", "region": "eu-central-1", "resources": [],
          "detail": {
            "eventVersion": "1.11", "eventTime": "2026-11-20T10:15:30Z", "eventID": "00000000-0000-4000-8000-00000000d001",
            "userIdentity": {
              "type": "IAMUser", "principalId": "AIDAEXAMPLE1EXAMPLE11", "arn": "arn:aws:iam::111122223333:user/\"],[]/eve",
              "accountId": "111122223333", "userName": "eve"
            },
            "eventSource": "bedrock.amazonaws.com", "eventName": "DeleteModelInvocationLoggingConfiguration",
            "awsRegion": "eu-central-1", "sourceIPAddress": "203.0.113.7", "userAgent": "aws-cli/2.24.22",
            "requestParameters": null, "responseElements": null, "readOnly": false, "eventType": "AwsApiCall",
            "managementEvent": true, "eventCategory": "Management", "recipientAccountId": "111122223333"
          }
        }
        """;

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task A_finding_imported_twice_is_one_finding_of_the_account_of_the_alerts()
    {
        var config = ConfigFile.Read(Repository.SampleConfiguration).ToDictionary();
        config["bedrock-defense:alerts"] = """[{"protocol":"securityhub"}]""";
        var stack = await StackRenderer.RenderAsync(config, SampleOrganization.Default);
        var place = new Place(await moto.AccountAsync("700000800000"), "eu-central-1");
        await place.RestAsync("securityhub", "EnableSecurityHub", HttpMethod.Post, "/accounts", []);
        List<string> messages =
        [
            .. Rehearser
                .Send(stack, JsonDocument.Parse(Deletion).RootElement)
                .SelectMany(report => report.Messages)
                .Where(message => message.Recipients.Any(recipient => recipient.Protocol == "securityhub"))
                .Select(message => message.Message),
        ];
        Assert.NotEmpty(messages);
        foreach (var message in messages.Concat(messages))
        {
            var execution = Execution.Run(
                stack.Deliverers.Single().Text("definition")!,
                JsonNode.Parse(message)!,
                (_, arguments) =>
                    place
                        .RestAsync("securityhub", "BatchImportFindings", HttpMethod.Post, "/findings/import", arguments)
                        .GetAwaiter()
                        .GetResult()
            );
            Assert.Equal(("SUCCEEDED", null), (execution.Status, execution.Cause));
        }

        var found = await place.RestAsync("securityhub", "GetFindings", HttpMethod.Post, "/findings", []);

        var ids = found["Findings"]!.AsArray().Select(finding => finding!["Id"]!.GetValue<string>()).ToList();
        Assert.Equal(messages.Count, ids.Count);
        Assert.Contains("00000000-0000-4000-8000-00000000d001/bedrock-logging-deletion", ids);
    }
}
