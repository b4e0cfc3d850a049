using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verbs about Sigma rules, <c>lint</c>, <c>convert</c> and <c>match</c>, through the command line's own entry.</summary>
[Collection("console")]
public sealed class RuleCommandsTests : IDisposable
{
    private const string Rule = """
        title: T
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection:
            eventName: DeleteTrail
          filter:
            userIdentity.sessionContext.sessionIssuer.arn|cased|expand: '%administrators%'
          condition: selection and not filter
        """;

    private const string Config = """
        config:
          aws:region: eu-central-1
          bedrock-defense:administrators: ["arn:aws:iam::*:role/Keeper"]
          bedrock-defense:alerts: [{protocol: email, endpoint: soc@example.com, severities: [high]}]
        """;

    private readonly TestFolder _folder = new("rule-commands-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_catalog_of_this_repository_lints_clean_with_its_cases_and_runbooks()
    {
        var run = await CommandLineRun.Of("lint", Path.Combine(Repository.Root, "policies", "detections"));

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task The_hunts_of_this_repository_lint_clean_with_their_cases()
    {
        var run = await CommandLineRun.Of("lint", Path.Combine(Repository.Root, "policies", "hunts"));

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task A_hunt_of_a_catalog_without_its_case_file_is_found_and_one_that_refers_to_nothing_is_unusable()
    {
        foreach (var folder in (string[])["policies/hunts", "tests/cases/hunts"])
        {
            Directory.CreateDirectory(Path.Combine(_folder.Root, folder));
        }

        const string hunt =
            "title: T\nlevel: low\ncorrelation: {type: temporal, rules: [a], timespan: 1h}\n---\ntitle: A\nname: a\n"
            + "logsource: {product: aws, service: cloudtrail}\ndetection: {selection: {eventName: StopLogging}, condition: "
            + "selection}\n";

        var missing = await CommandLineRun.Of("lint", _folder.Write("policies/hunts/new.yml", hunt));
        var broken = await CommandLineRun.Of(
            "lint",
            _folder.Write("policies/hunts/new.yml", hunt.Replace("rules: [a]", "rules: [b]", StringComparison.Ordinal))
        );

        Assert.Equal((1, 2), (missing.ExitCode, broken.ExitCode));
        Assert.Contains("there is no case file tests/cases/hunts/new.json", missing.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("runbook", missing.Output, StringComparison.Ordinal);
        Assert.Contains("the correlation refers to the rule \"b\"", broken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_a_catalog_without_its_case_file_and_runbook_is_found()
    {
        var rule = _folder.Write("policies/detections/new/rule.yml", Rule);

        var run = await CommandLineRun.Of("lint", rule);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"there is no case file {rule.Replace("rule.yml", "cases.json", StringComparison.Ordinal)}",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"there is no runbook {rule.Replace("rule.yml", "runbook.md", StringComparison.Ordinal)}",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("'next_step' is missing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_finding_and_the_others_are_linted_all_the_same()
    {
        File.WriteAllBytes(_folder.Write("rules/a.yml", ""), [0x74, 0xFF]);
        _folder.Write("rules/b.yml", Rule);

        var run = await CommandLineRun.Of("lint", Path.Combine(_folder.Root, "rules"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a.yml:1:2: error: the byte 0xFF is no UTF-8; save the file as UTF-8 [rule]", run.Output, StringComparison.Ordinal);
        Assert.Contains("b.yml:1:1: warning: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_for_another_log_is_found_by_lint_and_not_matched()
    {
        var rule = _folder.Write("rules/other.yml", Rule.Replace("service: cloudtrail", "service: guardduty", StringComparison.Ordinal));
        const string fault =
            "the rule is for another log (product aws, service guardduty); CloudTrail's records are product aws, service cloudtrail";

        var lint = await CommandLineRun.Of("lint", rule);
        Assert.Equal(1, lint.ExitCode);
        Assert.Contains($"error: {fault} [logsource]", lint.Output, StringComparison.Ordinal);

        var match = await CommandLineRun.Of("match", rule, _folder.Write("e.json", "{}"));
        Assert.Equal(2, match.ExitCode);
        Assert.Contains(fault, Assert.Single(match.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eventbridge", 2)]
    [InlineData("athena", 2)]
    public async Task Convert_gives_one_for_each_rule_of_a_file(string form, int count)
    {
        var run = await Convert(form, _folder.Write("two.yml", $"{Rule}\n---\n{Rule}"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(count, Lines(run.Output).Count(line => line.EndsWith(form == "athena" ? ';' : '}')));
    }

    [Fact]
    public async Task A_rule_elsewhere_needs_neither()
    {
        var run = await CommandLineRun.Of("lint", _folder.Write("rules/new.yml", Rule));

        Assert.Equal(1, run.ExitCode);
        Assert.All(Lines(run.Output), line => Assert.Contains(": warning: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("next_step", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_rule_makes_lint_exit_with_2_and_shows_no_control_characters()
    {
        var run = await CommandLineRun.Of("lint", _folder.Write("bad.yml", "title: T\n\u001b[31m: x\n"));

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("nowhere.yml", "cannot read")]
    [InlineData("", "has no file ending in .yml or .yaml")]
    public async Task A_path_without_rules_is_an_error(string path, string error)
    {
        var run = await CommandLineRun.Of("lint", Path.Combine(_folder.Root, path));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_to_eventbridge_gives_the_pattern_with_the_administrators_of_the_configuration()
    {
        var run = await Convert("eventbridge", _folder.Write("rule.yml", Rule));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("""{"wildcard":"arn:aws:iam::*:role/Keeper"}""", Assert.Single(Lines(run.Output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_to_sigma_fills_the_placeholders_and_the_result_is_a_rule_that_needs_no_configuration()
    {
        var run = await Convert("sigma", _folder.Write("rule.yml", Rule));
        Assert.Equal(0, run.ExitCode);

        var again = await CommandLineRun.Of(
            "convert",
            "--to",
            "sigma",
            "--config",
            "nowhere.yaml",
            _folder.Write("filled.yml", run.Output)
        );
        Assert.Equal((0, run.Output), (again.ExitCode, again.Output));
        Assert.Contains("'arn:aws:iam::*:role/Keeper'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_to_json_gives_a_line_for_each_rule()
    {
        var run = await Convert("json", _folder.Write("rule.yml", Rule), _folder.Write("other.yml", Rule));

        Assert.Equal(0, run.ExitCode);
        Assert.All(Lines(run.Output), line => Assert.Equal("T", JsonDocument.Parse(line).RootElement.GetProperty("title").GetString()));
        Assert.Equal(2, Lines(run.Output).Length);
    }

    [Fact]
    public async Task What_EventBridge_cannot_express_is_refused_with_file_and_line_and_nothing_is_written()
    {
        var bad = _folder.Write("bad.yml", Rule.Replace("eventName: DeleteTrail", "userAgent|re: 'a+'", StringComparison.Ordinal));

        var run = await Convert("eventbridge", _folder.Write("rule.yml", Rule), bad);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            $"error: {bad}:5:5: EventBridge has no regular expressions",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Convert_to_athena_gives_a_statement_for_each_rule_with_the_administrators_of_the_configuration()
    {
        var run = await Convert("athena", _folder.Write("rule.yml", Rule), _folder.Write("other.yml", Rule));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Output.Split("ORDER BY eventtime, eventid;\n").Length - 1);
        Assert.Contains("LIKE 'arn:aws:iam::%:role/Keeper'", run.Output, StringComparison.Ordinal);
        Assert.Contains("FROM bedrock_defense.cloudtrail", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Athena_cannot_express_is_refused_with_file_and_line_and_nothing_is_written()
    {
        var bad = _folder.Write("bad.yml", Rule.Replace("eventName: DeleteTrail", "userAgent|re: 'a+'", StringComparison.Ordinal));

        var run = await Convert("athena", _folder.Write("rule.yml", Rule), bad);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            $"error: {bad}:5:5: Trino's regular expressions and the evaluator's differ",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unknown_form_is_refused_with_those_there_are()
    {
        var run = await Convert("splunk", _folder.Write("rule.yml", Rule));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: --to splunk: there is no such form; write athena, eventbridge, sigma or json", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData(
        """{"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"DeleteTrail"}""",
        0,
        ": match: selection holds, filter does not hold"
    )]
    [InlineData(
        """
            {"source":"aws.cloudtrail","detail":{"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com",
            "eventName":"DeleteTrail"}}
            """,
        0,
        ": match: selection holds, filter does not hold"
    )]
    [InlineData(
        """
            {"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"DeleteTrail",
            "userIdentity":{"sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::1:role/Keeper"}}}}
            """,
        1,
        ": no match: filter holds"
    )]
    [InlineData(
        """{"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging"}""",
        1,
        ": no match: selection does not hold"
    )]
    public async Task Match_says_which_selections_decided(string record, int exitCode, string answer)
    {
        var file = _folder.Write("event.json", record);

        var run = await Match(file);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith(file + answer, Assert.Single(Lines(run.Output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Match_answers_for_each_record_of_a_log_file()
    {
        var file = _folder.Write(
            "log.json",
            """
            {"Records":[{"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"A"},
            {"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"DeleteTrail"}]}
            """
        );

        var run = await Match(file);

        Assert.Equal(0, run.ExitCode);
        Assert.Collection(
            Lines(run.Output),
            line => Assert.StartsWith($"{file}#1: no match", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"{file}#2: match", line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_file_is_named_after_the_answer_about_the_rest()
    {
        var file = _folder.Write(
            "log.json",
            """
            {"Records":[{"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"DeleteTrail"},{"x":1}]}
            """
        );

        var run = await Match(file);

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith($"{file}: match", Assert.Single(Lines(run.Output)), StringComparison.Ordinal);
        Assert.StartsWith($"damaged: {file}: at byte ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "between the events there is something else")]
    [InlineData("{}", "not understood: an empty object")]
    [InlineData("""{"Records":null}""", "holds null where an event should be")]
    [InlineData("""{"detail":1}""", "holds 1 where an event should be")]
    [InlineData("{", "at byte 1: the file ends too early")]
    [InlineData("""{"eventName":"DeleteTrail"}""", "neither a CloudTrail record, which has eventSource, eventName and eventTime")]
    public async Task What_is_no_event_is_an_error_even_after_one_that_matches(string text, string error)
    {
        var run = await Match(
            _folder.Write(
                "good.json",
                """{"eventTime":"2026-11-20T10:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"DeleteTrail"}"""
            ),
            _folder.Write("bad.json", text)
        );

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(error, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private Task<CommandLineRun> Convert(string form, params string[] rules) =>
        CommandLineRun.Of(["convert", "--to", form, "--config", _folder.Write("Pulumi.test.yaml", Config), .. rules]);

    private Task<CommandLineRun> Match(params string[] events) =>
        CommandLineRun.Of(["match", "--config", _folder.Write("Pulumi.test.yaml", Config), _folder.Write("rule.yml", Rule), .. events]);

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
