using System.Text.Json;
using BedrockDefense.EventBridge;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Sigma;

/// <summary>Every detection on every case of its file, by the evaluator and by the compiled pattern.</summary>
public sealed class DetectionCasesTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var id in Ids)
        {
            foreach (var one in CasesOf(id))
                data.Add(id, one.Name);
        }
        return data;
    }

    public static TheoryData<string> Detections => [.. Ids];

    private static IEnumerable<string> Ids =>
        Repository.Policies("detections").Select(path => Path.GetFileNameWithoutExtension(path));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluator_and_compiled_pattern_give_the_expected_answer(string id, string name)
    {
        var one = CasesOf(id).Single(candidate => candidate.Name == name);
        var rule = RuleOf(id);
        var verdict = rule.Match(one.Record);
        Assert.True(one.Matches == verdict.IsMatch, verdict.ToString());
        var pattern = EventBridgeCompiler.Compile(rule).Json;
        Assert.True(one.Matches == EventPattern.Parse(pattern).Match(BusEvent.Of(one.Record)).IsMatch, pattern);
    }

    [Theory]
    [MemberData(nameof(Detections))]
    public void Every_detection_has_a_match_and_a_non_match_case_and_names_that_differ(string id)
    {
        var cases = CasesOf(id);
        Assert.Contains(cases, one => one.Matches);
        Assert.Contains(cases, one => !one.Matches);
        Assert.Equal(cases.Count, cases.DistinctBy(one => one.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Detections))]
    public void Every_detection_says_what_a_person_on_duty_needs(string id)
    {
        var rule = RuleOf(id);
        Assert.NotNull(rule.Id);
        Assert.NotNull(rule.Status);
        Assert.NotNull(rule.Description);
        Assert.NotEmpty(rule.References);
        Assert.NotNull(rule.Author);
        Assert.NotNull(rule.Date);
        Assert.NotEmpty(rule.Tags);
        Assert.NotEmpty(rule.FalsePositives);
        Assert.NotNull(rule.Level);
        Assert.NotNull(rule.NextStep);
    }

    [Fact]
    public void The_deletion_compiles_to_the_smallest_pattern()
    {
        var pattern = EventBridgeCompiler.Compile(RuleOf("bedrock-logging-deletion"));
        Assert.Equal(
            """{"source":["aws.bedrock"],"detail-type":["AWS API Call via CloudTrail"],"detail":{"eventSource":[{"equals-ignore-case":"bedrock.amazonaws.com"}],"eventName":[{"equals-ignore-case":"DeleteModelInvocationLoggingConfiguration"}]}}""",
            pattern.Json);
        Assert.False(pattern.NeedsAllManagementEvents);
        Assert.False(pattern.ContainsWildcard);
        Assert.Equal(pattern.Json.Length, pattern.Length);
    }

    [Fact]
    public void The_deletion_by_a_non_admin_compiles_to_one_list_of_alternatives()
    {
        var pattern = EventBridgeCompiler.Compile(RuleOf("bedrock-logging-deletion-by-non-admin"));
        Assert.EndsWith(
            """
            "userIdentity":{"sessionContext":{"sessionIssuer":{"arn":[{"anything-but":{"wildcard":["arn:aws:iam::*:role/BedrockLoggingAdmin","arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*"]}},{"exists":false}]}}}}}
            """,
            pattern.Json,
            StringComparison.Ordinal);
        Assert.False(pattern.NeedsAllManagementEvents);
        Assert.True(pattern.ContainsWildcard);
    }

    private static SigmaRule RuleOf(string id)
    {
        var path = $"detections/{id}.yml";
        using var file = JsonDocument.Parse(Repository.Case($"detections/{id}.json"));
        IReadOnlyList<string> administrators =
            [.. file.RootElement.GetProperty("administrators").EnumerateArray().Select(item => item.GetString()!)];
        return SigmaRule.Parse(Repository.Policy(path), path)
            .Expand(new Dictionary<string, IReadOnlyList<string>> { ["administrators"] = administrators });
    }

    private static IReadOnlyList<DetectionCase> CasesOf(string id) =>
        [.. JsonDocument.Parse(Repository.Case($"detections/{id}.json")).RootElement.GetProperty("cases").EnumerateArray()
            .Select(item => new DetectionCase(
                item.GetProperty("name").GetString()!, item.GetProperty("matches").GetBoolean(), item.GetProperty("record")))];

    private sealed record DetectionCase(string Name, bool Matches, JsonElement Record);
}
