using System.IO.Compression;
using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>hunt</c>, through the command line's own entry.</summary>
[Collection("console")]
public sealed class HuntCommandTests : IDisposable
{
    private const string Hostile = "=cmd|' /C calc'!A1\n\u001b[31m,\"x\"\u202e";

    private readonly TestFolder _folder = new("hunt-command-");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_finds_with_the_whole_catalog_and_the_sample_configuration()
    {
        _folder.Write("logs/2026/11/a.json.gz", Log(Event("1", "StopLogging"), Event("2", "ListTrails")));
        _folder.Write("logs/2026/12/b.json.gz", Log(Event("3", "DeleteTrail")));

        var run = await Hunt("--format", "jsonl", Path.Combine(_folder.Root, "logs"));

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            ["1 cloudtrail-stopped critical", "3 cloudtrail-stopped critical"],
            run.Lines.Select(line => JsonDocument.Parse(line).RootElement)
                .Select(finding =>
                    $"{finding.GetProperty("eventId").GetString()} {finding.GetProperty("rule").GetString()} "
                    + $"{finding.GetProperty("level").GetString()}"
                )
        );
    }

    [Theory]
    [InlineData("logs", 4)]
    [InlineData("logs/*.gz", 1)]
    [InlineData("logs/**/*.gz", 3)]
    [InlineData("logs/2026/1?/*", 2)]
    [InlineData("logs/**", 4)]
    [InlineData("logs/2026/11/b.json.gz", 1)]
    public async Task Paths_are_files_folders_or_patterns(string path, int findings)
    {
        foreach (var name in (string[])["logs/a.json.gz", "logs/2026/11/b.json.gz", "logs/2026/12/c.json.gz", "logs/.hidden"])
        {
            _folder.Write(name, Log(Event("1", "StopLogging")));
        }

        var run = await Hunt("--format", "jsonl", Path.Combine(_folder.Root, path));

        Assert.Equal((0, findings), (run.ExitCode, run.Lines.Count));
    }

    [Fact]
    public async Task The_table_shows_each_finding_and_what_was_looked_at()
    {
        var file = _folder.Write("a.json.gz", Log(Event("e-1", "StopLogging")));

        var run = await Hunt(file);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^critical +cloudtrail-stopped +2026-11-20T10:15:00Z  111122223333  eu-central-1 +StopLogging$", run.Lines[0]);
        Assert.Equal("               by arn:aws:iam::111122223333:user/mallory", run.Lines[1]);
        Assert.Equal($"               event e-1 in {file}", run.Lines[2]);
        Assert.StartsWith(
            "1 found among 1 events in 1 files (0.0 MB of JSON); 0 files without events skipped, 0 damaged.",
            run.Lines[3],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("table")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task Hostile_text_makes_no_line_no_cell_and_no_control_character_of_its_own(string format)
    {
        var record = JsonSerializer.Serialize(
            new
            {
                eventSource = "cloudtrail.amazonaws.com",
                eventName = "StopLogging",
                eventTime = "2026-11-20T10:15:00Z",
                eventID = Hostile,
                awsRegion = Hostile,
                recipientAccountId = "\ud800",
                userIdentity = new { arn = Hostile },
            }
        );

        var run = await Hunt(
            "--format",
            format,
            _folder.Write("a.json.gz", Log(record.Replace("\\uFFFD", "\\ud800", StringComparison.Ordinal)))
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            format switch
            {
                "table" => 4,
                "csv" => 2,
                _ => 1,
            },
            run.Lines.Count
        );
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
        if (format == "jsonl")
        {
            Assert.Equal(Hostile, JsonDocument.Parse(run.Output).RootElement.GetProperty("principal").GetString());
        }

        if (format == "csv")
        {
            Assert.Contains(",\"'=cmd|' /C calc'!A1\\u000a", run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("\tx", "\"'\\u0009x\"")]
    [InlineData("\rx", "\"'\\u000dx\"")]
    [InlineData("a\nb", "a\\u000ab")]
    public async Task A_cell_of_CSV_is_no_formula_and_has_no_line_break(string text, string cell)
    {
        var run = await Hunt(
            "--format",
            "csv",
            _folder.Write(
                "a.json",
                Event("1", "StopLogging")
                    .Replace("\"arn:aws:iam::111122223333:user/mallory\"", JsonSerializer.Serialize(text), StringComparison.Ordinal)
            )
        );

        Assert.Contains($",StopLogging,{cell},1,", run.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("critical", 1)]
    [InlineData("informational", 1)]
    [InlineData(null, 0)]
    public async Task Findings_fail_the_run_only_when_that_is_asked_for(string? level, int exitCode) =>
        Assert.Equal(
            exitCode,
            (
                await Hunt([
                    .. level is null ? Array.Empty<string>() : ["--fail-on", level],
                    _folder.Write("a.json", Event("1", "StopLogging")),
                ])
            ).ExitCode
        );

    [Fact]
    public async Task Findings_below_the_level_do_not_fail_the_run() =>
        Assert.Equal(
            0,
            (
                await Hunt(
                    "--fail-on",
                    "critical",
                    "--rule",
                    "event-data-store-tampering",
                    _folder.Write("a.json", Event("1", "DeleteChannel"))
                )
            ).ExitCode
        );

    [Fact]
    public async Task A_damaged_file_is_named_and_the_others_are_answered_for()
    {
        var bad = _folder.Write("bad.json.gz", Log(Event("1", "StopLogging"))[..40]);
        _folder.Write("good.json.gz", Log(Event("2", "StopLogging")));

        var run = await Hunt("--format", "jsonl", "--fail-on", "low", _folder.Root);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("\"eventId\":\"2\"", run.Output, StringComparison.Ordinal);
        Assert.All(run.ErrorLines, line => Assert.StartsWith($"damaged: {bad}: at byte ", line, StringComparison.Ordinal));
        Assert.NotEmpty(run.ErrorLines);
    }

    [Fact]
    public async Task Rules_are_of_the_catalog_or_of_files()
    {
        var file = _folder.Write("a.json", Event("1", "StopLogging"));
        var rule = _folder.Write(
            "rules/mine.yml",
            "title: T\nlevel: low\nlogsource: {product: aws, service: cloudtrail}\ndetection: {selection: {eventName: "
                + "StopLogging}, condition: selection}\n"
        );

        var run = await Hunt("--format", "jsonl", "--rule", Path.GetDirectoryName(rule)!, "--rule", "cloudtrail-stopped", file);

        Assert.Equal(
            ["cloudtrail-stopped", "mine"],
            run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()!).Order()
        );
    }

    [Fact]
    public async Task Every_rule_that_cannot_be_evaluated_is_named_at_once()
    {
        var file = _folder.Write("a.json", Event("1", "StopLogging"));
        string[] rules =
        [
            .. Enumerable
                .Range(1, 2)
                .Select(number =>
                    _folder.Write(
                        $"rules/{number}.yml",
                        "title: T\nlevel: low\nlogsource: {product: aws, service: cloudtrail}\ndetection: {selection: "
                            + "{requestParameters|contains: x}, condition: selection}\n"
                    )
                ),
        ];

        var run = await Hunt("--rule", Path.GetDirectoryName(rules[0])!, file);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(rules.Length, run.ErrorLines.Count);
        Assert.All(rules.Zip(run.ErrorLines), one => Assert.StartsWith($"error: {one.First}:4:", one.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_is_hunted_for_what_it_can_and_what_it_cannot_is_named_at_the_start_and_in_the_last_line()
    {
        var file = _folder.Write("logs/a.json", Event("1", "StopLogging"));
        _folder.Write(
            "rules/aws/good.yml",
            Rule("product: aws, service: cloudtrail", "eventName: StopLogging", "falsepositives: unknown\n")
        );
        string[] bad =
        [
            _folder.Write("rules/aws/empty.yaml", ""),
            _folder.Write(
                "rules/aws/many.yml",
                Rule("product: aws, service: cloudtrail", "eventName|foo: StopLogging")
                    + "---\n"
                    + Rule("product: aws, service: cloudtrail", "eventName: StopLogging")
            ),
            _folder.Write("rules/aws/utf16.yml", [0xFF, 0xFE, 0x61, 0x00]),
            _folder.Write("rules/windows/other.yml", Rule("product: windows, service: security", "EventID: 1")),
        ];
        var folder = Path.Combine(_folder.Root, "rules");

        var run = await Hunt("--rule", folder, "--fail-on", "low", file);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(2, run.Lines.Count(line => line.StartsWith("low ", StringComparison.Ordinal)));
        Assert.EndsWith(", 0 damaged; rules of 4 files not looked for.", run.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(bad.Order(), run.ErrorLines.SkipLast(1).Select(line => line.Split(": ")[1].Split(':')[0]).Order());
        Assert.All(run.ErrorLines.SkipLast(1), line => Assert.StartsWith("not run: ", line, StringComparison.Ordinal));
        Assert.StartsWith("not looked for: rules of 4 files, as said at the start: ", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.All(bad, one => Assert.Contains(one, run.ErrorLines[^1], StringComparison.Ordinal));

        var strict = await Hunt("--strict", "--rule", folder, file);
        Assert.Equal((2, ""), (strict.ExitCode, strict.Output));
        Assert.Equal(bad.Length, strict.ErrorLines.Count);
    }

    [Theory]
    [InlineData(
        "other.yml",
        "product: windows, service: security",
        "eventName: StopLogging",
        ":2:12: the rule is for another log (product windows, service security)"
    )]
    [InlineData("faulty.yml", "product: aws, service: cloudtrail", "eventName|foo: StopLogging", ":3:25: unknown modifier 'foo'")]
    public async Task A_rule_that_is_named_itself_must_be_one_that_can_be_run(string name, string logSource, string selection, string fault)
    {
        var rule = _folder.Write($"rules/{name}", Rule(logSource, selection));
        _folder.Write("rules/good.yml", Rule("product: aws, service: cloudtrail", "eventName: StopLogging"));
        var file = _folder.Write("a.json", Event("1", "StopLogging"));

        foreach (var named in new[] { [rule], new[] { Path.GetDirectoryName(rule)!, rule } })
        {
            var run = await Hunt([.. named.SelectMany(one => (string[])["--rule", one]), file]);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.StartsWith($"error: {rule}{fault}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_rule_without_a_level_is_noted_and_its_findings_are_informational()
    {
        var rule = _folder.Write(
            "rules/good.yml",
            Rule("product: aws, service: cloudtrail", "eventName: StopLogging")
                .Replace("level: low", "level: High", StringComparison.Ordinal)
        );

        var run = await Hunt("--format", "jsonl", "--fail-on", "high", "--rule", rule, _folder.Write("a.json", Event("1", "StopLogging")));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"level\":\"informational\"", run.Output, StringComparison.Ordinal);
        Assert.Equal($"note: {rule}: says no level that Sigma knows; its findings count as informational", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_link_to_a_folder_of_rules_is_named_and_not_followed()
    {
        var rule = _folder.Write("rules/good.yml", Rule("product: aws, service: cloudtrail", "eventName: StopLogging"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Root, "rules", "again"), Path.GetDirectoryName(rule)!);

        var run = await Hunt(
            "--format",
            "jsonl",
            "--rule",
            Path.GetDirectoryName(rule)!,
            _folder.Write("a.json", Event("1", "StopLogging"))
        );

        Assert.Equal((3, 1), (run.ExitCode, run.Lines.Count));
        Assert.Contains("again: is a link to a folder, which is not followed", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since", "yesterday", "--since yesterday: write a day or a time, such as 2026-11-01 or 2026-11-01T10:00:00Z")]
    [InlineData("--until", "2026-13-01", "--until 2026-13-01: write a day or a time, such as 2026-11-01 or 2026-11-01T10:00:00Z")]
    [InlineData("--late", "24h", "--late 24h: it counts from --until; write --until too")]
    [InlineData("--account", "123", "--account 123: an account id has 12 digits, such as 111122223333")]
    [InlineData("--region", "Frankfurt", "--region Frankfurt: a Region looks like eu-central-1")]
    [InlineData("--format", "xml", "--format xml: there is no such format; write table or jsonl or csv or ocsf")]
    [InlineData("--fail-on", "bad", "--fail-on bad: there is no such level; write informational, low, medium, high, critical")]
    [InlineData("--threads", "0", "--threads 0: write a number from 1 to 256")]
    [InlineData("--max-file-size", "0", "--max-file-size 0: write a number of MB, 1 or more")]
    [InlineData(
        "--rule",
        "nothing",
        "--rule nothing: there is no such detection or hunt, and no such file; lint lists what is wrong with rules of your own"
    )]
    public async Task What_cannot_be_used_is_named_with_the_valid_form(string option, string value, string error)
    {
        var run = await Hunt(option, value, _folder.Write("a.json", Event("1", "StopLogging")));

        Assert.Equal((2, "", $"error: {error}"), (run.ExitCode, run.Output, Assert.Single(run.ErrorLines)));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("24")]
    [InlineData("-1h")]
    [InlineData("999999d")]
    [InlineData("24h\n")]
    public async Task A_span_that_cannot_be_used_is_named_with_the_valid_form(string span)
    {
        var run = await Hunt("--until", "2026-11-20", $"--late={span}", _folder.Write("a.json", Event("1", "StopLogging")));

        var shown = span.Replace("\n", "\\u000a", StringComparison.Ordinal);
        Assert.Equal(
            (2, $"error: --late {shown}: write a number of minutes, hours or days, such as 90m, 24h or 30d"),
            (run.ExitCode, Assert.Single(run.ErrorLines))
        );
    }

    [Theory]
    [InlineData(1, "more than 1 h before --since", "--since", "2026-12-01")]
    [InlineData(1, "more than 30 d after --until (--late)", "--until", "2026-10-01")]
    [InlineData(
        1,
        "more than 1 h before --since or more than 90 min after --until (--late)",
        "--since",
        "2026-11-19",
        "--until",
        "2026-11-20T08:49:59Z",
        "--late",
        "90m"
    )]
    [InlineData(0, null, "--since", "2026-11-20", "--until", "2026-11-20")]
    public async Task Files_of_another_time_are_counted_and_change_no_exit_code(int files, string? reason, params string[] period)
    {
        _folder.Write("logs/111122223333_CloudTrail_eu-central-1_20261120T1020Z_0123456789abcdef.json.gz", Log(Event("1", "StopLogging")));

        var run = await Hunt([.. period, Path.Combine(_folder.Root, "logs")]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            reason is null ? [] : [$"not read: {files} files, which by their names were delivered {reason}"],
            run.ErrorLines.Where(line => line.StartsWith("not read", StringComparison.Ordinal))
        );
        Assert.Equal(files == 1, run.Output.ReplaceLineEndings(" ").Contains("; 1 of another time not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_that_stands_for_no_file_is_an_error()
    {
        var run = await Hunt(Path.Combine(_folder.Root, "nowhere"), Path.Combine(_folder.Root, "*.gz"));

        Assert.Equal((2, 2), (run.ExitCode, run.ErrorLines.Count));
        Assert.All(run.ErrorLines, line => Assert.Contains("stands for no file", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_accounts_and_Regions_narrow_what_is_found()
    {
        var file = _folder.Write(
            "a.jsonl",
            $"{Event("1", "StopLogging")}\n{Event("2", "StopLogging").Replace("10:15", "11:15", StringComparison.Ordinal)}\n"
                + $"{Event("3", "StopLogging").Replace("eu-central-1", "us-east-1", StringComparison.Ordinal)}\n"
        );

        var run = await Hunt(
            "--format",
            "csv",
            "--since",
            "2026-11-20",
            "--until",
            "2026-11-20T11:00:00Z",
            "--region",
            "eu-central-1",
            "--account",
            "111122223333",
            file
        );

        Assert.Contains(",1,", Assert.Single(run.Lines.Skip(1)), StringComparison.Ordinal);
    }

    private Task<CommandLineRun> Hunt(params string[] arguments) =>
        CommandLineRun.Of(["hunt", "--config", Path.Combine(Repository.Root, "Pulumi.dev.yaml"), .. arguments]);

    private static string Event(string id, string name) =>
        $$$"""
            {"eventTime":"2026-11-20T10:15:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"{{{name}}}",
            "awsRegion":"eu-central-1","eventID":"{{{id}}}","recipientAccountId":"111122223333",
            "userIdentity":{"arn":"arn:aws:iam::111122223333:user/mallory"}}
            """;

    private static byte[] Log(params string[] records)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', records)}]}}"));
        }

        return stream.ToArray();
    }

    private static string Rule(string logSource, string selection, string more = "") =>
        $"title: T\nlogsource: {{{logSource}}}\ndetection: {{selection: {{{selection}}}, condition: selection}}\nlevel: low\n{more}";
}
