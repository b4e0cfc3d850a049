using System.Text.Json.Nodes;

namespace BedrockDefense.Cli.Tests;

/// <summary><c>hunt --format ocsf</c>: findings of OCSF 1.6.0.</summary>
[Collection("console")]
public sealed class OcsfTests : IDisposable
{
    private const string Schema = "ocsf-detection-finding-1.6.json";

    private static readonly string[] Hostile =
    [
        .. from text in (string[])["\"},{\"a\":\"", "\n{\"class_uid\":1}", "\u001b[31m", "\u202egpj", "=cmd|' /C calc'!A1"]
        from number in Enumerable.Range(0, 10)
        select new string('\\', number) + text,
    ];

    private readonly TestFolder _folder = new("bedrock-defense-ocsf-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_finding_says_who_did_what_where_and_which_technique_it_is()
    {
        var finding = Assert.Single(await HuntAsync("bedrock-logging-deletion", Record()));

        Assert.Equal(
            (2004, 200401, 2, 1, 4),
            (
                (int)finding["class_uid"]!,
                (int)finding["type_uid"]!,
                (int)finding["category_uid"]!,
                (int)finding["activity_id"]!,
                (int)finding["severity_id"]!
            )
        );
        Assert.Equal(1795169700000, (long)finding["time"]!);
        Assert.Equal("bedrock-logging-deletion", (string)finding["finding_info"]!["analytic"]!["uid"]!);
        Assert.Equal(
            """
            [{"version":"19","tactic":{"uid":"TA0112","name":"Defense Impairment"},"technique":{"uid":"T1685"},
            "sub_technique":{"uid":"T1685.002","name":"Disable or Modify Cloud Log"}}]
            """.ReplaceLineEndings(""),
            finding["finding_info"]!["attacks"]!.ToJsonString()
        );
        Assert.Equal(
            """{"provider":"AWS","region":"eu-central-1","account":{"uid":"111122223333","type_id":10,"type":"AWS Account"}}""",
            finding["cloud"]!.ToJsonString()
        );
        var evidence = Assert.Single(finding["evidences"]!.AsArray())!;
        Assert.Equal(
            ("event-1", "arn:aws:sts::111122223333:assumed-role/DataScientist/mallory", "DeleteModelInvocationLoggingConfiguration"),
            ((string)evidence["uid"]!, (string)evidence["actor"]!["user"]!["uid"]!, (string)evidence["api"]!["operation"]!)
        );
        Assert.Equal(
            ("bedrock.amazonaws.com", "203.0.113.77"),
            ((string)evidence["api"]!["service"]!["name"]!, (string)evidence["src_endpoint"]!["ip"]!)
        );
    }

    [Fact]
    public async Task The_same_event_has_the_same_id_again_and_another_event_or_rule_has_another()
    {
        var other = Record();
        other["eventID"] = "event-2";
        string[] rules = ["bedrock-logging-deletion", "bedrock-logging-deletion-by-non-admin"];

        var first = (await HuntAsync(rules, [Record(), other])).ConvertAll(UidOf);
        var second = (await HuntAsync(rules, [other, Record()])).ConvertAll(UidOf);

        Assert.Equal(4, first.Distinct().Count());
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_hostile_text_stays_the_value_of_its_field()
    {
        foreach (var hostile in Hostile)
        {
            var record = Record();
            record["eventID"] = hostile;
            record["awsRegion"] = hostile;
            record["sourceIPAddress"] = hostile;
            record["recipientAccountId"] = hostile;
            record["requestID"] = hostile;
            record["errorCode"] = hostile;
            record["errorMessage"] = hostile;
            record["userIdentity"] = new JsonObject
            {
                ["arn"] = hostile,
                ["userName"] = hostile,
                ["type"] = hostile,
            };
            record["resources"] = new JsonArray(new JsonObject { ["ARN"] = hostile, ["type"] = hostile });

            var finding = Assert.Single(await HuntAsync("bedrock-logging-deletion", record));

            var evidence = finding["evidences"]![0]!;
            Assert.All(
                (JsonNode?[])
                    [
                        evidence["uid"],
                        evidence["data"]!["event_id"],
                        evidence["actor"]!["user"]!["uid"],
                        evidence["actor"]!["user"]!["name"],
                        evidence["src_endpoint"]!["svc_name"],
                        evidence["api"]!["request"]!["uid"],
                        evidence["api"]!["response"]!["error"],
                        evidence["api"]!["response"]!["error_message"],
                        finding["cloud"]!["region"],
                        finding["cloud"]!["account"]!["uid"],
                        finding["resources"]![0]!["uid"],
                    ],
                value => Assert.Equal(hostile, (string?)value)
            );
        }
    }

    [Fact]
    public async Task A_record_with_nothing_but_what_the_rule_needs_is_a_finding_too()
    {
        var record = new JsonObject
        {
            ["eventSource"] = "bedrock.amazonaws.com",
            ["eventName"] = "DeleteModelInvocationLoggingConfiguration",
            ["eventTime"] = "yesterday",
            ["userIdentity"] = "none",
        };

        // The exit code says that the time cannot be read.
        var finding = Assert.Single(await HuntAsync(["bedrock-logging-deletion"], [record], exitCode: 3));

        Assert.True((long)finding["time"]! > 1_700_000_000_000);
        Assert.Null(finding["evidences"]![0]!["actor"]);
        Assert.Null(finding["resources"]);
    }

    [Theory]
    [InlineData("192.0.2.1", "ip")]
    [InlineData("2001:db8::1", "ip")]
    [InlineData("1", "svc_name")]
    [InlineData("fe80::1%1", "svc_name")]
    [InlineData("cloudformation.amazonaws.com", "svc_name")]
    public async Task The_source_is_an_address_or_the_name_of_a_service(string address, string member)
    {
        var record = Record();
        record["sourceIPAddress"] = address;

        var source = Assert.Single(await HuntAsync("bedrock-logging-deletion", record))["evidences"]![0]!["src_endpoint"]!;

        Assert.Equal(new JsonObject { [member] = address }.ToJsonString(), source.ToJsonString());
    }

    [Fact]
    public async Task Geographic_data_and_raw_records_have_no_place_in_it()
    {
        var path = Write([Record()]);

        var geo = await CommandLineRun.Of("hunt", path, "--format", "ocsf", "--geoip", "missing.mmdb");
        var raw = await CommandLineRun.Of("hunt", path, "--format", "ocsf", "--raw");

        Assert.Equal((2, 2), (geo.ExitCode, raw.ExitCode));
        Assert.Contains("--geoip --format ocsf: such findings have no place for it", geo.Errors, StringComparison.Ordinal);
        Assert.Contains("--raw --format ocsf: records are JSON", raw.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correlation_is_a_finding_with_its_events()
    {
        var read = Record();
        (read["eventID"], read["eventName"]) = ("event-0", "GetModelInvocationLoggingConfiguration");
        read["eventTime"] = "2026-11-20T10:10:00Z";

        var finding = Assert.Single(await HuntAsync(["recon-then-change"], [read, Record()]));

        Assert.Equal(2, (int)finding["finding_info"]!["related_events_count"]!);
        Assert.Equal(
            ["event-0", "event-1"],
            finding["finding_info"]!["related_events"]!.AsArray().Select(related => (string)related!["uid"]!)
        );
        Assert.Equal(
            [("19", "T1526"), ("19", "T1685.002"), ("5.6.0", "AML.T0075")],
            finding["finding_info"]!["attacks"]!
                .AsArray()
                .Select(attack => ((string)attack!["version"]!, (string)(attack["sub_technique"] ?? attack["technique"])!["uid"]!))
                .Distinct()
        );
    }

    private static JsonObject Record() =>
        JsonNode
            .Parse(
                """
                {
                  "eventVersion": "1.11", "eventID": "event-1", "eventTime": "2026-11-20T10:15:00Z",
                  "eventSource": "bedrock.amazonaws.com", "eventName": "DeleteModelInvocationLoggingConfiguration",
                  "awsRegion": "eu-central-1", "sourceIPAddress": "203.0.113.77", "recipientAccountId": "111122223333",
                  "requestID": "request-1", "eventType": "AwsApiCall", "readOnly": false,
                  "userIdentity": {
                    "type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/DataScientist/mallory",
                    "accountId": "111122223333", "accessKeyId": "ASIAEXAMPLE",
                    "sessionContext": {
                      "sessionIssuer": { "arn": "arn:aws:iam::111122223333:role/DataScientist", "userName": "DataScientist" } }
                  }
                }
                """
            )!
            .AsObject();

    private static string UidOf(JsonNode finding) => (string)finding["finding_info"]!["uid"]!;

    private Task<List<JsonNode>> HuntAsync(string rule, JsonObject record) => HuntAsync([rule], [record]);

    private async Task<List<JsonNode>> HuntAsync(string[] rules, JsonObject[] records, int exitCode = 0)
    {
        var run = await CommandLineRun.Of([
            "hunt",
            Write(records),
            "--format",
            "ocsf",
            "--config",
            Repository.SampleConfiguration,
            .. rules.SelectMany(rule => (string[])["--rule", rule]),
        ]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.DoesNotContain(run.Output, character => character != '\n' && character is < ' ' or > '~');
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => SchemaCheck.Read(Schema, line))];
    }

    private string Write(JsonObject[] records) =>
        _folder.Write(
            "log.json",
            new JsonObject { ["Records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) }.ToJsonString()
        );
}
