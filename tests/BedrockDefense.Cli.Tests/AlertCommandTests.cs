using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>alert</c> and <c>runbook</c> verbs through the command line's own entry.</summary>
[Collection("console")]
public sealed class AlertCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alert-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_says_what_fires_and_what_each_subscriber_gets()
    {
        var run = await CommandLineRun.Of(
            "alert",
            "--config",
            Repository.SampleConfiguration,
            Event("deleted-sso-console", "eu-central-1")
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("fires bedrock-logging-deletion, bedrock-logging-deletion-by-non-admin", run.Output, StringComparison.Ordinal);
        Assert.Contains("to high, for email soc@example.com:", run.Output, StringComparison.Ordinal);
        Assert.Contains("to findings, for sqs arn:aws:sqs:eu-central-1:999999999999:siem-findings:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_JSON_every_finding_is_one_too()
    {
        var run = await CommandLineRun.Of(
            "alert",
            "--config",
            Repository.SampleConfiguration,
            "--format",
            "json",
            Event("denied-iam-user", "us-east-1")
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("bedrock-logging-change-denied", JsonDocument.Parse(run.Output).RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "deleted-sso-console",
        "us-west-2",
        "NOBODY IS TOLD: no forwarder stands in us-west-2; they stand in eu-central-1, us-east-1. Were it forwarded, it "
            + "would fire bedrock-logging-deletion, "
    )]
    [InlineData(
        "denied-iam-user",
        "sa-east-1",
        "NOBODY IS TOLD: no forwarder stands in sa-east-1; they stand in eu-central-1, us-east-1. Were it forwarded, it "
            + "would fire bedrock-logging-change-denied"
    )]
    public async Task An_event_of_a_Region_without_forwarder_reaches_nobody_and_exits_with_1(string name, string region, string said)
    {
        var run = await CommandLineRun.Of("alert", "--config", Repository.SampleConfiguration, Event(name, region));

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("for email", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_Bedrock_is_forwarded_from_a_Region_that_is_not_governed_where_the_settings_say_so()
    {
        var config = Path.Combine(_folder.FullName, "Pulumi.seen.yaml");
        File.WriteAllText(config, $"{File.ReadAllText(Repository.SampleConfiguration)}\n  bedrock-defense:ungovernedRegions: detect\n");
        var trail = Write(
            """
            {"eventVersion":"1.11","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":"us-west-2",
            "eventTime":"2026-11-20T10:15:30Z","eventID":"1","recipientAccountId":"111122223333","readOnly":false,"managementEvent":true,
            "userIdentity":{"type":"Root","arn":"arn:aws:iam::111122223333:root"},"requestParameters":{"name":"bedrock-defense"}}
            """
        );

        var run = await CommandLineRun.Of(
            "alert",
            "--config",
            config,
            Event("deleted-sso-console", "us-west-2"),
            Event("denied-iam-user", "af-south-1"),
            trail
        );

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Contains(
            "deleted-sso-console.json: fires bedrock-logging-deletion, bedrock-logging-deletion-by-non-admin",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("denied-iam-user.json: NOBODY IS TOLD: no forwarder stands in af-south-1;", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "event.json: NOBODY IS TOLD: the forwarder in us-west-2 does not let this event through. Were it forwarded, it "
                + "would fire cloudtrail-stopped",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task One_event_that_is_not_forwarded_shows_in_the_exit_code_of_them_all()
    {
        var run = await CommandLineRun.Of(
            "alert",
            "--config",
            Repository.SampleConfiguration,
            "--format",
            "json",
            Event("deleted-sso-console", "us-east-1"),
            Event("denied-iam-user")
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [null, "no forwarder stands in us-west-2; they stand in eu-central-1, us-east-1"],
            JsonDocument.Parse(run.Output).RootElement.EnumerateArray().Select(one => one.GetProperty("notForwarded").GetString())
        );
    }

    [Fact]
    public async Task An_event_that_fires_nothing_exits_with_1()
    {
        var file = Write(
            """
            {"eventVersion":"1.11","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"eu-central-1",
            "eventTime":"2026-11-20T10:15:00Z","eventID":"1","recipientAccountId":"111122223333","readOnly":true,"managementEvent":true,
            "userIdentity":{"type":"Root"}}
            """
        );

        var run = await CommandLineRun.Of("alert", "--config", Repository.SampleConfiguration, file);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task A_message_that_an_event_makes_undeliverable_is_named_and_fails_the_run()
    {
        var file = Write(
            """
            {"eventVersion":"1.11","eventSource":"bedrock.amazonaws.com","eventName":"DeleteModelInvocationLoggingConfiguration",
            "awsRegion":"eu-central-1","eventTime":"2026-11-20T10:15:00Z","eventID":{"a":[]},"recipientAccountId":"111122223333",
            "readOnly":false,"managementEvent":true,"userIdentity":{"type":"Root"}}
            """
        );

        var run = await CommandLineRun.Of("alert", "--config", Repository.SampleConfiguration, file);

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        Assert.Contains("NOT delivered by bedrock-logging-deletion", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(60, 2)]
    [InlineData(400, 2)]
    public async Task An_event_is_nested_only_as_deep_as_it_can_be_taken_further(int depth, int exitCode)
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        var file = Write(
            $$"""
            {"eventVersion":"1.11","eventSource":"bedrock.amazonaws.com","eventName":"DeleteModelInvocationLoggingConfiguration",
            "awsRegion":"eu-central-1","eventTime":"2026-11-20T10:15:00Z","eventID":"1","recipientAccountId":"111122223333",
            "userIdentity":{"type":"Root"},"requestParameters":{{nested}}}
            """
        );

        Assert.Equal(exitCode, (await CommandLineRun.Of("alert", "--config", Repository.SampleConfiguration, file)).ExitCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public async Task What_is_no_event_is_an_error(string text)
    {
        var run = await CommandLineRun.Of("alert", "--config", Repository.SampleConfiguration, Write(text));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"eventName\":\"Foo\",", "twice")]
    [InlineData("\"a\":{\"b\":1,\"b\":2},", "twice")]
    [InlineData("\"userAgent\":\"\\ud800\",", "surrogate")]
    [InlineData("\"eventID\":\"\\udc00-1\",", "surrogate")]
    [InlineData("\"a\":[{\"\\ud800\":1}],", "surrogate")]
    public async Task An_event_that_reads_in_two_ways_is_an_error_to_every_verb(string field, string reason)
    {
        var file = Write(
            $$"""
            {{{field}}"eventSource":"bedrock.amazonaws.com","eventName":"DeleteModelInvocationLoggingConfiguration",
            "eventTime":"2026-11-20T10:15:00Z"}
            """
        );
        string[][] verbs =
        [
            ["alert", "--config", Repository.SampleConfiguration, file],
            ["match", Path.Combine(Repository.Root, "policies", "detections", "bedrock-logging-deletion", "rule.yml"), file],
            ["runbook", "bedrock-logging-deletion", "--event", file],
        ];
        foreach (var verb in verbs)
        {
            var run = await CommandLineRun.Of(verb);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains(reason, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_runbook_has_the_values_of_the_event_in_its_commands()
    {
        var run = await CommandLineRun.Of("runbook", "bedrock-logging-deletion", "--event", Event("deleted-sso-console"));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("aws bedrock get-model-invocation-logging-configuration --region us-west-2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_value_gets_neither_into_a_command_nor_into_the_terminal()
    {
        var hostile = (await File.ReadAllTextAsync(Event("deleted-sso-console"), TestContext.Current.CancellationToken)).Replace(
            "us-west-2",
            "us-west-2; rm -rf /\\u001b[31m",
            StringComparison.Ordinal
        );

        var run = await CommandLineRun.Of("runbook", "bedrock-logging-deletion", "--event", Write(hostile));

        Assert.DoesNotContain('\u001b', run.Output + run.Errors);
        Assert.DoesNotContain("--region us-west-2; rm", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_runbook_is_an_error_that_names_the_known_ones()
    {
        var run = await CommandLineRun.Of("runbook", "nightmare");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("bedrock-logging-deletion", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static string Event(string name) => Path.Combine(AppContext.BaseDirectory, "cases", "events", $"{name}.json");

    // The same event as if another Region had recorded it.
    private string Event(string name, string region)
    {
        var path = Path.Combine(_folder.FullName, $"{name}.json");
        File.WriteAllText(
            path,
            File.ReadAllText(Event(name)).Replace("\"awsRegion\": \"us-west-2\"", $"\"awsRegion\": \"{region}\"", StringComparison.Ordinal)
        );
        return path;
    }

    private string Write(string content)
    {
        var path = Path.Combine(_folder.FullName, "event.json");
        File.WriteAllText(path, content);
        return path;
    }
}
