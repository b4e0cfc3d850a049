using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.EventBridge;

/// <summary>
/// A pattern that names too many roles is split by Region. Tests with random events that exactly one part matches what the whole matches.
/// </summary>
public sealed class RegionSplitTests
{
    private const string Prefix = "bedrock-defense-restorer-";

    private static readonly string[] Regions =
    [
        .. AwsRegion.All.Where(region => region.Partition == "aws").OrderBy(region => region.IsOptIn).Select(region => region.Code),
    ];

    private static readonly RegionSplit Split = SplitOf(Regions);

    public static TheoryData<string> Detections => ["bedrock-logging-weakened", "bedrock-logging-change-by-non-admin"];

    [Theory]
    [MemberData(nameof(Detections))]
    public void Exactly_one_part_matches_each_event_that_the_whole_matches(string id)
    {
        var whole = WholeOf(id);
        var (oracle, parts) = (EventPattern.Parse(whole.Json), Parse(Split.Fit(whole, new SourceLocation("rule.yml"))));
        var random = new Random(20261129);
        var (matched, exempt, stricter) = (0, 0, 0);
        Assert.InRange(parts.Count, 2, RegionSplit.MaximumParts);
        for (var count = 0; count < 20_000; count++)
        {
            var (region, role) = (Choose(random, [.. Regions, "eu-moon-1", null]), RandomRole(random));
            var @event = BusEvent.Of(RandomRecord(random, region, role));
            var matching = parts.Count(part => part.Match(@event).IsMatch);
            if (oracle.Match(@event).IsMatch)
            {
                Assert.Equal(1, matching);
                matched++;
            }
            else if (matching > 0)
            {
                // The one kind of event that the parts match in addition: a restorer in a Region that is not its own.
                Assert.Equal(1, matching);
                Assert.Contains(role, Regions.Select(code => Prefix + code));
                Assert.NotEqual(Prefix + region, role);
                stricter++;
            }
            else if (role == Prefix + region)
            {
                exempt++;
            }
        }

        Assert.All([matched, exempt, stricter], number => Assert.InRange(number, 100, 20_000));
    }

    [Theory]
    [MemberData(nameof(Detections))]
    public void No_part_matches_the_restorer_in_its_own_Region_and_one_part_matches_every_other_role(string id)
    {
        var parts = Parse(Split.Fit(WholeOf(id), new SourceLocation("rule.yml")));
        foreach (var region in Regions)
        {
            Assert.Equal(0, Matching(Prefix + region));
            Assert.Equal(1, Matching($"{Prefix}{region}-2"));
            Assert.Equal(1, Matching((Prefix + region).ToUpperInvariant()));
            Assert.Equal(1, Matching($"{Prefix}evil"));
            Assert.Equal(1, Matching(null));

            int Matching(string? role)
            {
                var @event = BusEvent.Of(Record(region, role, "", new JsonObject { ["textDataDeliveryEnabled"] = false }));
                return parts.Count(part => part.Match(@event).IsMatch);
            }
        }
    }

    [Fact]
    public void Every_number_of_Regions_fits_and_only_what_is_too_long_is_split()
    {
        for (var count = 1; count <= Regions.Length; count++)
        {
            var split = SplitOf(Regions[..count]);
            var whole = WholeOf("bedrock-logging-weakened", Regions[..count]);
            var parts = split.Fit(whole, new SourceLocation("rule.yml"));

            Assert.Equal(whole.Length <= 2_048, parts.Count == 1);
            Assert.True(parts.Count > 1 || ReferenceEquals(parts[0], whole));
            Assert.All(parts, part => Assert.InRange(EventPattern.Parse(part.Json).CharacterCount, 1, 2_048));
        }
    }

    [Fact]
    public void A_Region_added_at_the_end_moves_no_other_to_another_part()
    {
        var (before, after) = (PartsOf(Regions[..30]), PartsOf(Regions[..31]));

        Assert.All(Regions[..30], region => Assert.Equal(before.FindIndex(Exempts(region)), after.FindIndex(Exempts(region))));

        static List<CompiledPattern> PartsOf(string[] regions) =>
            [.. SplitOf(regions).Fit(WholeOf("bedrock-logging-weakened", regions), new SourceLocation("rule.yml"))];

        static Predicate<CompiledPattern> Exempts(string region) =>
            part => part.Json.Contains($"\"{Prefix}{region}\"", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"detail":{"requestParameters":{"userName":[{"anything-but":["one","two"]}]}}}""")]
    [InlineData("""{"detail":{"userIdentity":{"sessionContext":{"sessionIssuer":{"userName":["one","two"]}}}}}""")]
    public void Only_an_exempt_issuer_is_taken_out_of_a_part(string pattern)
    {
        pattern = pattern.Replace("\"detail\":{", $"\"detail\":{{\"eventName\":[\"{new string('x', 2_048)}\"],", StringComparison.Ordinal);
        var split = new RegionSplit([("eu-central-1", "one"), ("us-east-1", "two")]);

        var exception = Assert.Throws<NotSupportedByEventBridgeException>(() =>
            split.Fit(new CompiledPattern(pattern, false, false), new SourceLocation("rule.yml"))
        );

        Assert.Equal($"rule.yml: the pattern has {pattern.Length:N0} characters; the limit is 2,048; split the rule", exception.Message);
    }

    [Fact]
    public void A_pattern_that_is_too_long_for_a_few_Regions_too_is_refused_with_both_lengths()
    {
        var whole = WholeOf("bedrock-logging-weakened");
        var longer = whole with { Json = whole.Json.Replace("\"detail\":{", $"\"detail\":{{\"x\":[\"{new string('x', 1_500)}\"],") };

        var message = Assert.Throws<NotSupportedByEventBridgeException>(() => Split.Fit(longer, new SourceLocation("rule.yml"))).Message;

        Assert.StartsWith($"rule.yml: the pattern has {longer.Length:N0} characters, and split by Region into 9 rules up to ", message);
        Assert.EndsWith("; the limit is 2,048", message);
    }

    [Fact]
    public void Each_rule_of_a_split_detection_is_of_that_detection_and_together_they_tell_and_find_every_event_once()
    {
        var detection = Detection.All.Single(one => one.Id == "bedrock-logging-change-by-non-admin");
        var rule = RuleOf(detection.Id, Regions, administrators: 12);
        var compiled = new CompiledDetection(detection, rule, EventBridgeCompiler.CompileOfAnyLength(rule));

        var people = PeopleAlerts.Of([compiled], regions: Split);

        var rules = Assert.Single(people.All).Rules;
        Assert.All(rules, one => Assert.Equal(detection.Id, AlertRule.DetectionOf(one.Name)));
        Assert.Equal(
            ["-refused-r1", "-refused-r2", "-refused-r3", "-succeeded-r1", "-succeeded-r2", "-succeeded-r3"],
            rules.Select(one => one.Suffix).Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            people.Remarks,
            remark => remark.Contains("are one detection, each rule for some Regions", StringComparison.Ordinal)
        );
        var (oracle, random) = (EventPattern.Parse(compiled.Pattern.Json), new Random(1));
        for (var count = 0; count < 2_000; count++)
        {
            var @event = BusEvent.Of(
                RandomRecord(random, Choose(random, [.. Regions, null]), Choose(random, [Prefix + "evil", "x", null]))
            );
            Assert.Equal(
                oracle.Match(@event).IsMatch ? 1 : 0,
                rules.Count(one => one.HasFindings && one.Outcome is not null && EventPattern.Parse(one.Pattern.Json).Match(@event).IsMatch)
            );
        }
    }

    private static RegionSplit SplitOf(string[] regions) => new(regions.Select(region => (region, Prefix + region)));

    private static List<EventPattern> Parse(IEnumerable<CompiledPattern> parts) => [.. parts.Select(part => EventPattern.Parse(part.Json))];

    private static CompiledPattern WholeOf(string id, string[]? regions = null) =>
        EventBridgeCompiler.CompileOfAnyLength(RuleOf(id, regions ?? Regions, administrators: 6));

    private static SigmaRule RuleOf(string id, string[] regions, int administrators) =>
        Detection
            .All.Single(one => one.Id == id)
            .Rule.Expand(
                new Dictionary<string, IReadOnlyList<string>>
                {
                    ["administrators"] =
                    [
                        .. Enumerable.Range(1, administrators).Select(number => $"arn:aws:iam::111122223333:role/LoggingAdmin{number}"),
                    ],
                    ["otherPermissionSets"] = ["AWSReservedSSO_LoggingAdmin_*_*"],
                    ["restorerRoles"] = [.. regions.Select(region => Prefix + region)],
                }
            );

    private static JsonElement RandomRecord(Random random, string? region, string? role)
    {
        var config = new JsonObject { ["cloudWatchConfig"] = new JsonObject { ["logGroupName"] = "invocations" } };
        foreach (var data in (string[])["text", "image", "embedding", "video", "audio"])
        {
            if (random.Next(20) > 0)
            {
                config[$"{data}DataDeliveryEnabled"] = random.Next(8) > 0;
            }
        }

        return Record(region, role, Choose(random, ["", "", "AccessDenied"])!, config);
    }

    private static JsonElement Record(string? region, string? role, string error, JsonObject config)
    {
        var record = new JsonObject
        {
            ["eventSource"] = "bedrock.amazonaws.com",
            ["eventName"] = "PutModelInvocationLoggingConfiguration",
            ["eventType"] = "AwsApiCall",
            ["requestParameters"] = new JsonObject { ["loggingConfig"] = config },
            ["userIdentity"] = role is null
                ? new JsonObject { ["type"] = "Root" }
                : new JsonObject
                {
                    ["type"] = "AssumedRole",
                    ["sessionContext"] = new JsonObject
                    {
                        ["sessionIssuer"] = new JsonObject { ["arn"] = $"arn:aws:iam::444455556666:role/{role}", ["userName"] = role },
                    },
                },
        };
        if (region is not null)
        {
            record["awsRegion"] = region;
        }

        if (error.Length > 0)
        {
            record["errorCode"] = error;
        }

        return JsonSerializer.SerializeToElement(record);
    }

    private static string? RandomRole(Random random) =>
        random.Next(4) switch
        {
            0 => null,
            1 => Choose(random, ["DataScientist", $"{Prefix}evil", $"{Prefix}*", Prefix, "bedrock-defense-restorer-EU-central-1"]),
            _ => Prefix + Choose(random, [.. Regions, "eu-moon-1"]),
        };

    private static string? Choose(Random random, string?[] values) => values[random.Next(values.Length)];
}
