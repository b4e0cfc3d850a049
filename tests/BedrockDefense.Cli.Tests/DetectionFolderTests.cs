namespace BedrockDefense.Cli.Tests;

/// <summary>A detection is a folder with three files, and no other file that nobody would read.</summary>
[Collection("console")]
public sealed class DetectionFolderTests : IDisposable
{
    private readonly TestFolder _folder = new("detection-folders-");

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "policies", "detections")).Select(path => Path.GetFileName(path))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_folder_of_the_catalog_holds_a_rule_a_runbook_and_cases_and_nothing_else(string id) =>
        Assert.Equal(
            ["cases.json", "rule.yml", "runbook.md"],
            Directory
                .EnumerateFileSystemEntries(Path.Combine(Repository.Root, "policies", "detections", id))
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_catalog_holds_folders_only_and_what_is_built_in_are_these()
    {
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository.Root, "policies", "detections")));
        Assert.Equal(
            Folders.Select(row => row.Data).Order(StringComparer.Ordinal),
            Catalog.Detection.All.Select(detection => detection.Id).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "policies/detections/made/notes.md",
        "is no file of a detection, whose folder holds rule.yml, runbook.md, cases.json and nothing else"
    )]
    [InlineData("policies/detections/made/more/rule.yml", "is no file of a detection")]
    [InlineData(
        "policies/detections/loose.yml",
        "lies in no detection's folder, and nothing would read it; a detection is a folder: move a rule to loose/rule.yml"
    )]
    [InlineData("policies/detections/README.md", "lies in no detection's folder")]
    [InlineData(
        "policies/detections/other/runbook.md",
        "there is no rule.yml; a detection is a folder with rule.yml, runbook.md, cases.json"
    )]
    public async Task What_nothing_would_read_is_named(string file, string finding)
    {
        await MakeDetection("policies/detections");
        _folder.Write(file, "title: T");

        var run = await CommandLineRun.Of("lint", Path.Combine(_folder.Root, "policies"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(finding, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runbook.md", "there is no runbook ")]
    [InlineData("cases.json", "there is no case file ")]
    [InlineData("rule.yml", "there is no rule.yml; ")]
    public async Task What_is_missing_is_named_whatever_is_given_to_lint(string file, string finding)
    {
        foreach (var catalog in (string[])["policies/detections", "mine"])
        {
            var made = await MakeDetection(catalog);
            File.Delete(Path.Combine(made, file));
            foreach (var path in (string[])[_folder.Root, made])
            {
                var run = await CommandLineRun.Of("lint", path);

                Assert.NotEqual(0, run.ExitCode);
                Assert.Contains(finding, run.Output, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_loose_rule_elsewhere_that_is_called_rule_is_no_detection()
    {
        _folder.Write(
            "rules/x/rule.yml",
            "title: T\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName: StopLogging}, condition: s}\n"
        );

        var run = await CommandLineRun.Of("lint", _folder.Root);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(": error: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hunt_names_a_detection_by_its_folder_and_a_loose_rule_by_its_file()
    {
        var made = await MakeDetection("mine");
        var loose = _folder.Write("rule.yml", File.ReadAllText(Path.Combine(made, "rule.yml")));
        var log = _folder.Write(
            "log.json",
            """{"Records":[{"eventTime":"2026-11-20T10:00:00Z","eventID":"1","eventSource":"cloudtrail.amazonaws.com","""
                + "\"eventName\":\"StopLogging\"}]}"
        );

        foreach (var (rule, id) in ((string, string)[])[(Path.Combine(made, "rule.yml"), "made"), (loose, "rule")])
        {
            var run = await CommandLineRun.Of("hunt", "--rule", rule, "--format", "jsonl", log);

            Assert.Contains($"\"{id}\"", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_stack_of_the_sample_could_not_hold_is_named()
    {
        var made = await MakeDetection("policies/detections");
        var rule = Path.Combine(made, "rule.yml");
        var cases = Path.Combine(made, "cases.json");
        File.WriteAllText(
            rule,
            File.ReadAllText(rule).Replace("    eventName: ", "    eventSource|expand: '%mine%'\n    eventName: ", StringComparison.Ordinal)
        );
        File.WriteAllText(
            rule,
            File.ReadAllText(rule).Replace("    eventSource: cloudtrail.amazonaws.com\n", "", StringComparison.Ordinal)
        );
        File.WriteAllText(
            cases,
            File.ReadAllText(cases)
                .Replace("\"cases\"", "\"placeholders\": {\"mine\": [\"cloudtrail.amazonaws.com\"]}, \"cases\"", StringComparison.Ordinal)
        );

        var run = await CommandLineRun.Of("lint", made);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("%mine%", run.Output, StringComparison.Ordinal);
        Assert.Contains(" [stack]", run.Output, StringComparison.Ordinal);
    }

    private async Task<string> MakeDetection(string catalog)
    {
        var folder = Path.Combine(_folder.Root, catalog);
        var run = await CommandLineRun.Of("new", "detection", "made", "--out", folder);
        Assert.Equal(0, run.ExitCode);
        return Path.Combine(folder, "made");
    }
}
