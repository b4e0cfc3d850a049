using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Tests.Sigma;

/// <summary>Every detection on every case of its file, by the evaluator and by the compiled pattern.</summary>
public sealed class DetectionCasesTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var id in DetectionCaseFile.Ids)
        {
            foreach (var one in DetectionCaseFile.Load(id).Cases)
            {
                data.Add(id, one.Name);
            }
        }
        return data;
    }

    public static TheoryData<string> Detections => [.. DetectionCaseFile.Ids];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluator_and_compiled_pattern_give_the_expected_answer(string id, string name)
    {
        var file = DetectionCaseFile.Load(id);
        var one = file.Cases.Single(candidate => candidate.Name == name);
        var rule = file.Rule;
        var verdict = rule.Match(one.Record);
        Assert.True(one.Matches == verdict.IsMatch, verdict.ToString());
        var pattern = EventBridgeCompiler.Compile(rule).Json;
        Assert.True(one.Matches == EventPattern.Parse(pattern).Match(BusEvent.Of(one.Record)).IsMatch, pattern);
    }

    [Theory]
    [MemberData(nameof(Detections))]
    public void Every_detection_has_a_match_and_a_non_match_case_and_names_that_differ(string id)
    {
        var cases = DetectionCaseFile.Load(id).Cases;
        Assert.Contains(cases, one => one.Matches);
        Assert.Contains(cases, one => !one.Matches);
        Assert.Equal(cases.Count, cases.DistinctBy(one => one.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Detections))]
    public void Every_detection_says_what_a_person_on_duty_needs(string id)
    {
        var rule = DetectionCaseFile.Load(id).Rule;
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
        Assert.All(
            (string[])["What it means", "Judge it in five minutes", "Contain", "Restore", "Hunt next"],
            heading => Assert.Contains($"\n## {heading}\n", Repository.Policy($"detections/{id}/runbook.md"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_catalog_fits_on_one_bus() =>
        CompiledPattern.RequireFitOnOneBus([
            .. DetectionCaseFile.Ids.Select(id => EventBridgeCompiler.Compile(DetectionCaseFile.Load(id).Rule)),
        ]);

    [Fact]
    public void Forwarders_let_every_event_that_a_detection_matches_through_once()
    {
        DetectionCaseFile[] files = [.. DetectionCaseFile.Ids.Select(DetectionCaseFile.Load)];
        EventPattern[] forwarders =
        [
            .. ForwarderPattern
                .Of([.. files.Select(file => EventBridgeCompiler.Compile(file.Rule))])
                .Select(forwarder => EventPattern.Parse(forwarder.Json)),
        ];
        // Twice would make two alerts of every call.
        Assert.Equal(
            [],
            files
                .SelectMany(file => file.Cases.Where(one => one.Matches).Select(one => (file.Id, one.Name, Event: BusEvent.Of(one.Record))))
                .Where(one => forwarders.Count(forwarder => forwarder.Match(one.Event).IsMatch) != 1)
                .Select(one => $"{one.Id}: {one.Name}")
        );
    }

    [Fact]
    public void Reading_the_configuration_needs_all_management_events() =>
        Assert.True(
            EventBridgeCompiler.Compile(DetectionCaseFile.Load("bedrock-logging-enumeration-by-non-admin").Rule).NeedsAllManagementEvents
        );

    [Fact]
    public void The_deletion_compiles_to_the_smallest_pattern()
    {
        var pattern = EventBridgeCompiler.Compile(DetectionCaseFile.Load("bedrock-logging-deletion").Rule);
        Assert.Equal(
            """
            {"source":["aws.bedrock"],"detail-type":["AWS API Call via CloudTrail"],
            "detail":{"eventSource":[{"equals-ignore-case":"bedrock.amazonaws.com"}],
            "eventName":[{"equals-ignore-case":"DeleteModelInvocationLoggingConfiguration"}]}}
            """.ReplaceLineEndings(""),
            pattern.Json
        );
        Assert.False(pattern.NeedsAllManagementEvents);
        Assert.False(pattern.ContainsWildcard);
        Assert.Equal(pattern.Json.Length, pattern.Length);
    }

    [Fact]
    public void The_deletion_by_a_non_admin_compiles_to_two_alternatives()
    {
        var pattern = EventBridgeCompiler.Compile(DetectionCaseFile.Load("bedrock-logging-deletion-by-non-admin").Rule);
        Assert.EndsWith(
            """
            "$or":[{"userIdentity":{"sessionContext":{"sessionIssuer":{"arn":[{"anything-but":{"wildcard":[
            "arn:aws:iam::*:role/BedrockLoggingAdmin",
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_SecurityAdmin_*"
            ]}},{"exists":false}]}}}},
            {"userIdentity":{"sessionContext":{"sessionIssuer":{"userName":[{"wildcard":"AWSReservedSSO_SecurityAdmin_*_*"}]}}}}]}}
            """.ReplaceLineEndings(""),
            pattern.Json,
            StringComparison.Ordinal
        );
        Assert.False(pattern.NeedsAllManagementEvents);
        Assert.True(pattern.ContainsWildcard);
    }
}
