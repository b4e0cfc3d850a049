using System.Text.Json;
using BedrockDefense.Lint;
using BedrockDefense.Tests.Sigma;

namespace BedrockDefense.Tests.Lint;

public sealed class RuleLinterTests
{
    private static readonly string[] Metadata =
    [
        "title: T",
        "id: 6d2ef541-4ac1-4f4d-8a2f-f6a2bdc0ac5a",
        "status: test",
        "description: D",
        "references: [https://example.com]",
        "author: A",
        "date: 2026-01-31",
        "tags: [attack.t1685.002]",
        "falsepositives: [F]",
        "level: high",
        "next_step: N",
    ];

    private static readonly string[] Detection =
    [
        "logsource: {product: aws, service: cloudtrail}",
        "detection:",
        "  selection:",
        "    eventName: DeleteTrail",
        "  condition: selection",
    ];

    private static readonly CompanionFile Runbook = new("policies/detections/new/runbook.md", "# T");

    private static readonly CompanionFile Cases = new(
        "policies/detections/new/cases.json",
        """{"cases":[{"name":"yes","matches":true,"record":{}},{"name":"no","matches":false,"record":{}}]}"""
    );

    public static TheoryData<string> CaseNames => [.. All().Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_detection_gets_the_findings_of_its_case(string name)
    {
        var one = All().Single(candidate => candidate.GetProperty("name").GetString() == name);
        string[] yaml = [.. Metadata, .. Detection[..2], .. one.Texts("detection").Select(line => $"  {line}")];
        var report = Lint(new RuleText("rule.yml", string.Join('\n', yaml)));
        Assert.False(report.HasUnusableFile);
        AssertFindings(one.Texts("findings"), report, new SourceLocation("rule.yml", Metadata.Length + 2, 2));
    }

    [Fact]
    public void A_complete_rule_raises_nothing() =>
        Assert.Empty(Lint(new RuleText("rule.yml", Text([.. Metadata, .. Detection])) { Runbook = Runbook, Cases = Cases }).Findings);

    [Theory]
    [InlineData("id")]
    [InlineData("status")]
    [InlineData("description")]
    [InlineData("references")]
    [InlineData("author")]
    [InlineData("date")]
    [InlineData("tags")]
    [InlineData("falsepositives")]
    [InlineData("level")]
    [InlineData("next_step")]
    public void Each_missing_piece_of_metadata_is_a_warning(string key)
    {
        var finding = Assert.Single(
            Lint(
                new RuleText("rule.yml", Text([.. Metadata.Where(line => !line.StartsWith(key, StringComparison.Ordinal)), .. Detection]))
                {
                    Runbook = Runbook,
                }
            ).Findings
        );
        Assert.Equal(LintSeverity.Warning, finding.Severity);
        Assert.StartsWith($"'{key}' is missing", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_outside_a_catalog_needs_no_next_step() =>
        Assert.Empty(Lint(new RuleText("rule.yml", Text([.. Metadata[..^1], .. Detection]))).Findings);

    [Theory]
    [InlineData("""{"cases":[{"matches":true,"record":{}}]}""", "policies/detections/new/cases.json has no case that does not match")]
    [InlineData("""{"cases":[{"matches":false,"record":{}}]}""", "policies/detections/new/cases.json has no case that matches")]
    [InlineData(null, "there is no case file policies/detections/new/cases.json")]
    [InlineData("{", "is no case file")]
    [InlineData("[]", "is no case file")]
    [InlineData("""{"cases":[{"matches":1,"record":{}}]}""", "is no case file")]
    [InlineData("""{"cases":[1]}""", "is no case file")]
    public void Missing_cases_are_found(string? cases, string message)
    {
        var finding = Assert.Single(
            Lint(new RuleText("rule.yml", Text([.. Metadata, .. Detection])) { Cases = Cases with { Text = cases } }).Findings
        );
        Assert.Equal((LintSeverity.Error, "cases"), (finding.Severity, finding.Check));
        Assert.StartsWith(message, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public void A_missing_or_empty_runbook_is_found(string? text)
    {
        var finding = Assert.Single(
            Lint(new RuleText("rule.yml", Text([.. Metadata, .. Detection])) { Runbook = Runbook with { Text = text } }).Findings
        );
        Assert.Equal("rule.yml: error: there is no runbook policies/detections/new/runbook.md [runbook]", finding.ToString());
    }

    [Fact]
    public void An_id_given_twice_is_found_across_files_whatever_its_case()
    {
        var other = Text([.. Metadata, .. Detection]).Replace("6d2ef541", "6D2EF541", StringComparison.Ordinal);
        var finding = Assert.Single(Lint(new RuleText("a.yml", Text([.. Metadata, .. Detection])), new RuleText("b.yml", other)).Findings);
        Assert.Equal(
            "b.yml:2:5: error: the id 6D2EF541-4ac1-4f4d-8a2f-f6a2bdc0ac5a is that of a.yml:2:5 too; every rule has its own [duplicate-id]",
            finding.ToString()
        );
    }

    [Fact]
    public void A_file_that_is_no_rule_is_a_finding_and_the_others_are_linted_all_the_same()
    {
        var report = Lint(new RuleText("a.yml", "title: [\u001b[31m"), new RuleText("b.yml", Text([.. Metadata[..^2], .. Detection])));
        Assert.True(report.HasUnusableFile);
        Assert.Contains(report.Findings, finding => finding.Check == "rule" && finding.Location.File == "a.yml");
        Assert.Contains(report.Findings, finding => finding.Check == "level" && finding.Location.File == "b.yml");
        Assert.DoesNotContain(report.Findings, finding => finding.ToString().Any(char.IsControl));
    }

    [Fact]
    public void Rules_on_other_logs_are_named_and_not_judged_by_what_CloudTrail_writes()
    {
        var report = Lint(
            new RuleText(
                "rule.yml",
                Text([
                    .. Metadata,
                    "logsource: {product: okta, service: okta}",
                    "detection:",
                    "  selection:",
                    "    eventtype: x",
                    "    eventName: Nothing",
                    "  condition: selection",
                ])
            )
        );
        Assert.False(report.HasUnusableFile);
        Assert.Equal(
            $"rule.yml:{Metadata.Length + 1}:12: error: the rule is for another log (product okta, service okta); "
                + "CloudTrail's records are product aws, service cloudtrail [logsource]",
            Assert.Single(report.Findings).ToString()
        );
    }

    [Theory]
    [InlineData("falsepositives: unknown", "'falsepositives' must be a list of texts")]
    [InlineData("references:", "'references' must be a list of texts")]
    [InlineData("date: 2026/01/31", "'date' is '2026/01/31'; it must be a date of the form 2026-01-31")]
    [InlineData("id: 12", "'id' is '12'; it must be a UUID")]
    [InlineData("level: severe", "'level' is 'severe'; it must be one of informational, low, medium, high, critical")]
    [InlineData("title: [T]", "'title' must be a text")]
    [InlineData("tags: [Attack.T1]", "the tag 'Attack.T1' must be a namespace, a dot and a name in lower case, e.g. attack.t1685.002")]
    [InlineData("owner: me", "unknown key 'owner' in a rule; known: ")]
    public void Metadata_in_another_form_is_a_finding_and_stops_no_evaluation(string line, string finding)
    {
        var key = line.Split(':')[0];
        var yaml = Text([.. Metadata.Where(other => !other.StartsWith(key, StringComparison.Ordinal)), line, .. Detection]);
        var report = Lint(new RuleText("rule.yml", yaml));
        Assert.False(report.HasUnusableFile);
        Assert.Contains(
            report.Findings,
            one =>
                one.Check == "metadata" && one.Severity == LintSeverity.Error && one.Message.StartsWith(finding, StringComparison.Ordinal)
        );
        Assert.True(
            BedrockDefense
                .Sigma.SigmaRule.Parse(yaml, "rule.yml")
                .Match(JsonDocument.Parse("""{"eventName":"DeleteTrail"}""").RootElement)
                .IsMatch
        );
    }

    [Theory]
    [InlineData("atlas.aml.t0040", true)]
    [InlineData("atlas.aml.t0091.000", true)]
    [InlineData("atlas.aml.t9999", false)]
    [InlineData("atlas.aml.t0040.000", false)]
    [InlineData("atlas.aml.t00400", false)]
    [InlineData("atlas.t0040", false)]
    [InlineData("atlas.discovery", false)]
    public void A_tag_of_ATLAS_names_one_of_its_techniques(string tag, bool isTechnique)
    {
        string[] metadata = [.. Metadata.Where(line => !line.StartsWith("tags", StringComparison.Ordinal)), $"tags: [{tag}]"];

        var findings = Lint(new RuleText("rule.yml", Text([.. metadata, .. Detection])) { Runbook = Runbook, Cases = Cases }).Findings;

        Assert.Equal(isTechnique ? [] : [$"\"{tag}\" is no technique of ATLAS 5.6.0"], findings.Select(one => one.Message.Split(';')[0]));
        Assert.All(findings, one => Assert.Equal(("tag", LintSeverity.Error), (one.Check, one.Severity)));
    }

    private static LintReport Lint(params RuleText[] files) => RuleLinter.Lint(files);

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines);

    // The cases count lines and columns from the first line of the detection. The message may continue after the expected text.
    private static void AssertFindings(string[] expected, LintReport report, SourceLocation origin)
    {
        string[] actual =
        [
            .. report
                .Findings.Select(finding => new LintFinding(
                    new SourceLocation("", finding.Location.Line - origin.Line, finding.Location.Column - origin.Column),
                    finding.Severity,
                    finding.Message,
                    finding.Check
                ))
                .Select(finding =>
                    $"{finding.Location.Line}:{finding.Location.Column}: "
                    + $"{(finding.Severity == LintSeverity.Error ? "error" : "warning")}: {finding.Message} [{finding.Check}]"
                ),
        ];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(
            expected.Zip(actual),
            pair =>
            {
                var check = pair.First.LastIndexOf(" [", StringComparison.Ordinal);
                Assert.StartsWith(pair.First[..check], pair.Second, StringComparison.Ordinal);
                Assert.EndsWith(pair.First[check..], pair.Second, StringComparison.Ordinal);
            }
        );
    }

    private static JsonElement.ArrayEnumerator All() =>
        JsonDocument.Parse(Repository.Case("lint.json")).RootElement.GetProperty("cases").EnumerateArray();
}
