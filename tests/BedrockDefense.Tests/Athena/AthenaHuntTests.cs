using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Athena;
using BedrockDefense.Hunting;
using Hunt = BedrockDefense.Catalog.Hunt;

namespace BedrockDefense.Tests.Athena;

/// <summary>Correlations as SQL find the same as the local hunt, in random events of few callers within few minutes.</summary>
public sealed class AthenaHuntTests
{
    private const int Events = 400;
    private const int Seeds = 4;

    private const string Rules = """
        ---
        title: Delete
        name: deleted
        logsource: {product: aws, service: cloudtrail}
        detection: {a: {eventName: Delete}, condition: a}
        ---
        title: Invoke
        name: invoked
        logsource: {product: aws, service: cloudtrail}
        detection: {a: {eventName: [Invoke, Converse]}, condition: a}
        ---
        title: Restore
        name: restored
        logsource: {product: aws, service: cloudtrail}
        detection: {a: {eventName: Put}, b: {requestParameters.x|contains: b}, condition: a and not b}

        """;

    private static readonly string[] Names = ["deleted", "invoked", "restored"];

    public static TheoryData<string> Correlations =>
        [
            "{type: event_count, rules: [invoked], group-by: [userIdentity.arn], timespan: 10m, condition: {gte: 3}}",
            "{type: event_count, rules: [invoked, deleted], group-by: [userIdentity.arn, awsRegion], timespan: 1h, "
                + "condition: {gt: 1, lte: 4}}",
            "{type: event_count, rules: [deleted], timespan: 5m, condition: {eq: 2}}",
            "{type: event_count, rules: [deleted], group-by: [awsRegion], timespan: 5m, condition: {lt: 3, neq: 1}}",
            "{type: value_count, rules: [deleted, invoked], group-by: [userIdentity.arn], timespan: 20m, condition: {gte: "
                + "2, field: awsRegion}}",
            "{type: value_count, rules: [invoked], timespan: 2m, condition: {gte: 3, field: [awsRegion, userIdentity.arn]}}",
            "{type: temporal, rules: [deleted, invoked, restored], group-by: [userIdentity.arn], timespan: 15m}",
            "{type: temporal, rules: [deleted, invoked, restored], group-by: [awsRegion], timespan: 3m, condition: {gte: 2}}",
            "{type: temporal_ordered, rules: [deleted, invoked], group-by: [awsRegion], timespan: 10m}",
            "{type: temporal_ordered, rules: [deleted, invoked, restored], group-by: [userIdentity.arn, awsRegion], timespan: 2h}",
            "{type: temporal_ordered, rules: [deleted, invoked, deleted], timespan: 5m}",
            "{type: temporal_ordered, rules: [invoked, invoked, invoked], group-by: [awsRegion], timespan: 10m}",
            "{type: temporal_ordered, rules: [deleted, invoked], group-by: [who], timespan: 1d, aliases: {who: {deleted: "
                + "userIdentity.arn, invoked: sourceIPAddress, restored: userIdentity.arn}}}",
        ];

    [Theory]
    [MemberData(nameof(Correlations))]
    public void The_statement_finds_what_the_local_hunt_finds(string correlation) => Compare(correlation, until: null);

    [Theory]
    [MemberData(nameof(Correlations))]
    public void What_ends_the_earlier_events_ends_them_in_the_statement_too(string correlation)
    {
        // A rule that is counted cannot also end the count.
        if (!correlation.Contains("restored]", StringComparison.Ordinal))
        {
            Compare(correlation, "restored");
        }
        else
        {
            Compare(correlation.Replace(", restored]", "]", StringComparison.Ordinal), "restored");
        }
    }

    [Fact]
    public void The_table_is_scanned_once()
    {
        var sql = AthenaCompiler.Compile(Parse("{type: temporal_ordered, rules: [deleted, invoked, restored], timespan: 2h}", null)).Sql;

        Assert.Equal(2, sql.Split("bedrock_defense.cloudtrail").Length);
        Assert.Contains("IN ('delete', 'invoke', 'converse', 'put')", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_without_a_column_are_refused()
    {
        var refusal = Assert.Throws<NotSupportedByAthenaException>(() =>
            AthenaCompiler.Compile(
                Parse(
                    "{type: value_count, rules: [deleted, invoked, restored], group-by: [requestParameters.x], timespan: "
                        + "2h, condition: {gte: 2, field: readOnly}}",
                    null
                )
            )
        );

        Assert.Equal(
            [
                "hunt.yml: events cannot be grouped or counted by \"requestParameters.x\": the table has no column with one text for it",
                "hunt.yml: events cannot be grouped or counted by \"readOnly\": the table has no column with one text for it",
            ],
            refusal.Faults.Select(fault => fault.ToString())
        );
    }

    private static void Compare(string correlation, string? until)
    {
        var hunt = Parse(correlation, until);
        var sql = AthenaCompiler.Compile(hunt).Sql;
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var records = Records(new Random(seed));
            var found = Local(hunt, records);
            using var database = new TrailDatabase(records, keepsIds: true);

            Assert.NotEmpty(found);
            Assert.Equal(found, database.Rows(sql).Select(row => (row["eventid"], row["since"])).Order());
        }
    }

    private static Hunt Parse(string correlation, string? until)
    {
        // A rule without a reference to it is a fault of the file.
        var unused = Names
            .Where(name => !correlation.Split("rules: [")[1].Split(']')[0].Contains(name, StringComparison.Ordinal) && name != until)
            .ToArray();
        var rules = string.Concat(
            Rules
                .Split("---\n")
                .Where(rule => rule.Length > 0 && !unused.Any(name => rule.Contains($"name: {name}\n", StringComparison.Ordinal)))
                .Select(rule => $"---\n{rule}")
        );
        var aliases = unused.Aggregate(
            correlation,
            (text, name) => text.Replace($", {name}: userIdentity.arn", "", StringComparison.Ordinal)
        );
        return Hunt.Parse(
            "hunt",
            $"title: Together\nlevel: high\ncorrelation: {aliases}\n{(until is null ? "" : $"until: {until}\n")}{rules}",
            "hunt.yml"
        );
    }

    /// <summary>Finds the event that completes each finding, and the time of its first event.</summary>
    private static (string?, string?)[] Local(Hunt hunt, JsonElement[] records)
    {
        var times = records.DistinctBy(Id).ToDictionary(Id, record => record.GetProperty("eventTime").GetString());
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $$"""{"Records":[{{string.Join(',', records.Select(record => record.GetRawText()))}}]}""");
            var found = new List<(string?, string?)>();
            var report = new Hunter(new HuntRules([], [hunt])).Run(
                [file],
                new HuntOptions(),
                finding => found.Add((finding.Event.EventId, times[finding.RelatedEventIds[0]]))
            );
            Assert.Empty(report.Faults);
            return [.. found.Order()];
        }
        finally
        {
            File.Delete(file);
        }

        static string Id(JsonElement record) => record.GetProperty("eventID").GetString()!;
    }

    /// <summary>
    /// Makes records: many have the same second, some are delivered twice, and some lack the field that they are grouped by.
    /// </summary>
    private static JsonElement[] Records(Random random)
    {
        string[] names = ["Delete", "Invoke", "Invoke", "Converse", "Put", "Other"];
        var start = new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero);
        JsonElement[] events =
        [
            .. Enumerable
                .Range(0, Events)
                .Select(number =>
                    JsonSerializer.SerializeToElement(
                        new JsonObject
                        {
                            // All ids have the same width, so texts sort like numbers.
                            ["eventID"] = number.ToString("D4", CultureInfo.InvariantCulture),
                            ["eventTime"] = start
                                .AddSeconds(random.Next(0, 300) * 20)
                                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                            ["eventSource"] = "bedrock.amazonaws.com",
                            ["eventName"] = names[random.Next(names.Length)],
                            ["awsRegion"] = $"region-{random.Next(3)}",
                            ["sourceIPAddress"] = $"arn-{random.Next(4)}",
                            ["userIdentity"] = random.Next(10) == 0 ? null : new JsonObject { ["arn"] = $"arn-{random.Next(4)}" },
                            ["requestParameters"] = new JsonObject { ["x"] = new JsonArray(random.Next(2) == 0 ? "a" : "abc") },
                        }
                    )
                ),
        ];
        return [.. events, .. events.Where(_ => random.Next(10) == 0)];
    }
}
