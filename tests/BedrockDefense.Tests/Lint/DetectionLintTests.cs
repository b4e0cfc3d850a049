using BedrockDefense.Catalog;
using BedrockDefense.Lint;
using BedrockDefense.Sigma;

namespace BedrockDefense.Tests.Lint;

/// <summary>Lint reports everything about a detection's folder that the tests of the catalog would refuse, with its place.</summary>
public sealed class DetectionLintTests
{
    private const string Id = "recorder-stopped";

    private static readonly Dictionary<string, string> Complete = new DetectionSkeleton(
        "Configuration Recorder Stopped",
        SigmaLevel.High,
        "config.amazonaws.com",
        ["StopConfigurationRecorder", "DeleteConfigurationRecorder"]
    )
        .Files(new DateOnly(2026, 11, 28), new Guid("5b0d5a6e-2f7a-4c9a-9a53-3f1d7a0e6b11"))
        .ToDictionary(file => file.Name, file => file.Text.Replace("TODO", "Done", StringComparison.Ordinal));

    [Fact]
    public void A_skeleton_whose_TODOs_are_written_raises_nothing() => Assert.Empty(Lint(Id, Complete));

    [Theory]
    [InlineData("rule.yml", "  - Done, who", "  - TODO, who", "rule.yml:25:5: error: is left to do: ")]
    [InlineData("runbook.md", "Done: how to put right", "TODO: how to put right", "runbook.md:19:1: error: is left to do: ")]
    [InlineData("cases.json", "\"eventVersion\": \"1.11\"", "\"eventVersion\": \"TODO\"", "cases.json:10:26: error: is left to do: ")]
    [InlineData(
        "rule.yml",
        "title: 'Configuration",
        "title: '<Configuration",
        "rule.yml:1:8: error: the title of detection recorder-stopped is "
    )]
    [InlineData(
        "rule.yml",
        "next_step: Done",
        "next_step: Say \"done\"",
        "rule.yml:27:12: error: the next_step of detection recorder-stopped is "
    )]
    [InlineData("rule.yml", "level: high", "level: severe", "rule.yml:26:8: error: 'level' is 'severe'; it must be one of ")]
    [InlineData("rule.yml", "condition: selection", "condition: selections", "rule.yml:23:14: error: ")]
    [InlineData(
        "rule.yml",
        "eventSource: config.amazonaws.com",
        "userAgent|re: 'a+'",
        "rule.yml:19:5: error: EventBridge has no regular expressions"
    )]
    [InlineData(
        "rule.yml",
        "      - Delete",
        "      - Put",
        "cases.json:48:5: error: the case \"somebody calls DeleteConfigurationRecorder\" says match, but the rule says no match: "
    )]
    [InlineData("rule.yml", "eventSource: config.amazonaws.com", "eventSource|expand: '%unknown%'", "rule.yml:19:5: error: ")]
    [InlineData("runbook.md", "## Restore", "## Recover", "runbook.md: error: there is no section Restore; write the line ## Restore")]
    [InlineData(
        "runbook.md",
        "## Contain",
        "## Hunt next\n\nx\n\n## Contain",
        "runbook.md: error: the sections are in another order than What it means, "
    )]
    [InlineData("runbook.md", "Done: how to stop whoever did it.\n", "", "runbook.md:13: error: the section Contain is empty")]
    [InlineData("runbook.md", "# Configuration Recorder Stopped\n\n", "", "runbook.md:1: error: the first line is no title")]
    [InlineData(
        "cases.json",
        "\"another call of the service\"",
        "\"somebody calls StopConfigurationRecorder\"",
        "cases.json:90:5: error: another case is called "
    )]
    [InlineData(
        "cases.json",
        "\"eventID\"",
        "\"eventid\"",
        "cases.json:6:5: error: the record of \"somebody calls StopConfigurationRecorder\" has no text in eventID"
    )]
    [InlineData("cases.json", "\"matches\": false", "\"matches\": \"no\"", "cases.json:90:5: error: is no case; write ")]
    [InlineData(
        "cases.json",
        "\"administrators\": [",
        "\"admins\": [",
        "cases.json: error: \"administrators\" is no list of texts; write "
    )]
    [InlineData(
        "cases.json",
        "\"eventSource\": \"ec2.amazonaws.com\"",
        "\"eventSource\": \"config.amazonaws.com\"",
        "cases.json:132:5: error: the case \"a call of that name to another service\" says no match, "
    )]
    [InlineData(
        "cases.json",
        "\"eventSource\": \"ec2.amazonaws.com\"",
        "\"eventSource\": \"ec2.amazonaws.com\", \"eventName\": \"x\"",
        "cases.json: error: cannot be read as JSON: Duplicate property 'eventName'"
    )]
    [InlineData("rule.yml", "author: BedrockDefense", "author:", "rule.yml:8:")]
    [InlineData("rule.yml", "author: BedrockDefense\n", "", "rule.yml:1:1: warning: 'author' is missing")]
    [InlineData("cases.json", "\"matches\": true", "\"matches\": true]", "cases.json:8:22: error: cannot be read as JSON: ")]
    public void Each_thing_that_would_be_refused_is_said_with_its_place(string file, string written, string instead, string finding)
    {
        var findings = Lint(Id, With(file, written, instead));

        Assert.Contains(findings, found => found.StartsWith($"policies/detections/{Id}/{finding}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_no_case_holds_to_its_purpose_is_named()
    {
        var findings = Lint(
            Id,
            With(
                "cases.json",
                "\"eventSource\": \"ec2.amazonaws.com\",\n        \"eventName\": \"Stop",
                "\"eventSource\": \"ec2.amazonaws.com\",\n        \"eventName\": \"Start"
            )
        );

        Assert.Equal(
            $"policies/detections/{Id}/rule.yml:19: error: no case notices when this line is taken away;"
                + " write one that only it decides: eventSource: config.amazonaws.com [cases]",
            Assert.Single(findings)
        );
    }

    [Fact]
    public void A_detection_in_one_line_is_refused_since_no_case_could_hold_a_part_of_it()
    {
        string[] lines = Complete["rule.yml"].Split('\n');
        var start = Array.IndexOf(lines, "detection:");
        var end = Array.FindIndex(lines, line => line.StartsWith("falsepositives", StringComparison.Ordinal));
        var rule = string.Join(
            '\n',
            [
                .. lines[..start],
                "detection: {s: {eventSource: config.amazonaws.com, eventName: [StopConfigurationRecorder,"
                    + " DeleteConfigurationRecorder]}, condition: s}",
                .. lines[end..],
            ]
        );

        Assert.StartsWith(
            $"policies/detections/{Id}/rule.yml: error: the detection is no block; write the line detection: and below it ",
            Assert.Single(Lint(Id, new Dictionary<string, string>(Complete) { ["rule.yml"] = rule })),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Recorder", "is no id; write words of lower-case letters and digits with a hyphen between them")]
    [InlineData("recorder--stopped", "is no id; write words")]
    [InlineData("9-recorders", "is no id; write words")]
    [InlineData("recorder-refused", "ends as the rules for a part of a detection's events do (-alone, -succeeded, -refused, -r1 to -r9)")]
    [InlineData("recorder-r2", "ends as the rules for a part of a detection's events do")]
    [InlineData("bedrock-defense-recorder", "begins as the names of this program's own resources do")]
    [InlineData("restore-failed", "is the name of something else here")]
    [InlineData("blind-window", "is the name of something else here")]
    [InlineData("all-detections", "is the name of something else here")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-1", "has 51 characters; at most 50 fit the names made of it")]
    public void A_folder_that_no_detection_can_be_called_is_refused(string id, string reason) =>
        Assert.Contains(Lint(id, Complete), finding => finding.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void Two_rules_in_one_folder_are_refused() =>
        Assert.Contains(
            Lint(
                Id,
                With(
                    "rule.yml",
                    "next_step: Done",
                    "---\ntitle: B\nlogsource: {product: aws, service: cloudtrail}\n"
                        + "detection: {s: {eventName: StopLogging}, condition: s}\nnext_step: Done"
                )
            ),
            finding => finding.Contains("a detection is one rule; found 2 rules and 0 correlations", StringComparison.Ordinal)
        );

    [Fact]
    public void Two_detections_of_one_title_are_refused()
    {
        var other = With("rule.yml", "5b0d5a6e", "6b0d5a6e");

        var finding = Assert.Single(RuleLinter.Lint([Text(Id, Complete), Text("recorder-stopped-too", other)]).Findings);

        Assert.StartsWith(
            "policies/detections/recorder-stopped-too/rule.yml: error: the title \"Configuration Recorder Stopped\" is that of ",
            finding.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void More_rules_with_wildcards_than_a_bus_takes_are_refused_together()
    {
        var findings = RuleLinter
            .Lint(
                Enumerable
                    .Range(0, 31)
                    .Select(number =>
                        Text(
                            $"recorder-{number}",
                            Complete
                                .Select(file =>
                                    (
                                        file.Key,
                                        Text: file.Value.Replace("5b0d5a6e", $"5b0d5a{number:x2}", StringComparison.Ordinal)
                                            .Replace("Configuration Recorder Stopped", $"Recorder {number}", StringComparison.Ordinal)
                                            .Replace(
                                                "eventName:\n      - Stop",
                                                "eventName|cased:\n      - S*top",
                                                StringComparison.Ordinal
                                            )
                                    )
                                )
                                .ToDictionary(file => file.Key, file => file.Text)
                        )
                    )
            )
            .Findings;

        Assert.Equal(
            "policies/detections: error: 31 rules contain wildcards; an EventBridge bus may have 30 [catalog]",
            Assert.Single(findings, finding => finding.Check == "catalog").ToString()
        );
    }

    private static Dictionary<string, string> With(string file, string written, string instead)
    {
        var place = Complete[file].IndexOf(written, StringComparison.Ordinal);
        Assert.True(place >= 0, Complete[file]);
        return new(Complete) { [file] = Complete[file].Remove(place, written.Length).Insert(place, instead) };
    }

    private static RuleText Text(string id, Dictionary<string, string> files) =>
        new(DetectionFolder.PathOf(id, DetectionFolder.Rule), files[DetectionFolder.Rule])
        {
            Detection = id,
            Runbook = new CompanionFile(DetectionFolder.PathOf(id, DetectionFolder.Runbook), files[DetectionFolder.Runbook]),
            Cases = new CompanionFile(DetectionFolder.PathOf(id, DetectionFolder.Cases), files[DetectionFolder.Cases]),
        };

    private static List<string> Lint(string id, Dictionary<string, string> files) =>
        [.. RuleLinter.Lint([Text(id, files)]).Findings.Select(finding => finding.ToString())];
}
