using System.Text.Json.Nodes;
using BedrockDefense.Cli.Output.Reports;

namespace BedrockDefense.Cli.Tests.Reports;

/// <summary>What SARIF and GitHub ask of every log, whichever verb writes it.</summary>
public sealed class SarifLogTests
{
    [Fact]
    public void A_log_without_results_is_valid() => Assert.Empty(Results(Run([])));

    [Fact]
    public void Something_that_was_not_seen_makes_the_run_unsuccessful()
    {
        Assert.True(IsSuccessful(Run([Result("a")])));
        Assert.False(IsSuccessful(Run([Result("a") with { IsUnseen = true }])));
    }

    [Fact]
    public void No_more_results_are_written_than_GitHub_takes_and_the_rest_is_said()
    {
        List<CheckResult> results =
        [
            .. Enumerable.Range(0, 25_000).Select(number => Result($"{number}") with { Level = CheckLevel.Warning }),
            Result("the error"),
        ];

        // To check so many by the schema takes a minute.
        var run = JsonNode.Parse(SarifLog.Of(Report(results)))!["runs"]![0]!;

        Assert.Equal(25_000, Results(run).Count);
        Assert.Equal("error", (string)Results(run)[0]!["level"]!);
        Assert.False(IsSuccessful(run));
        Assert.StartsWith("1 of 25001 results are left out", Notifications(run).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_too_large_is_made_smaller_and_says_so()
    {
        var run = SarifCheck.Run(
            SarifLog.Of(Report([.. Enumerable.Range(0, 100).Select(number => Result($"{number}"))]), mostBytes: 2_000)
        );

        Assert.InRange(Results(run).Count, 1, 99);
        Assert.Contains($"{100 - Results(run).Count} of 100 results are left out", Notifications(run).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_result_has_a_fingerprint_of_its_own_that_a_moved_line_does_not_change()
    {
        CheckResult[] results = [Result("a"), Result("b"), Result("a")];

        var before = Fingerprints(Run(results));
        var after = Fingerprints(Run([.. results.Select(result => result with { Place = new SourceLocation("x.yml", 99) })]));

        Assert.Equal(3, before.Distinct().Count());
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData("{0} and {x}", "{{0}} and {{x}}")]
    [InlineData("[here](https://evil.example)", "[here] (https://evil.example)")]
    [InlineData("a\u001b[31mb\u202ec", "a\\u001b[31mb\\u202ec")]
    [InlineData("", "(no text)")]
    public void A_message_is_plain_text(string text, string written) => Assert.Equal(written, SarifText.Of(text));

    [Theory]
    [InlineData('a')]
    [InlineData('{')]
    public void A_long_message_is_cut_and_says_so(char character)
    {
        var text = SarifText.Of(new string(character, 100_000));

        Assert.InRange(text.Length, 900, 1_000);
        Assert.EndsWith("(--format json has it whole)", text, StringComparison.Ordinal);
        Assert.Equal(0, text.Count(one => one == '{') % 2);
    }

    [Fact]
    public void A_file_below_the_working_folder_is_relative_to_the_root_and_any_other_is_absolute()
    {
        Assert.Equal(("a%20b/c%23.yml", "%SRCROOT%"), Address("a b/c#.yml"));
        Assert.Equal(("a.yml", "%SRCROOT%"), Address(Path.GetFullPath("a.yml")));
        Assert.Equal(("file:///etc/x.yml", null), Address("/etc/x.yml"));
    }

    [Fact]
    public void A_verb_that_did_not_run_says_why()
    {
        var run = SarifCheck.Run(SarifLog.Of(Report([]) with { NotRun = ["no credentials"] }));

        Assert.False(IsSuccessful(run));
        Assert.Equal(["no credentials"], Notifications(run));
    }

    private static CheckResult Result(string text) =>
        new("rule", CheckLevel.Error, "group", "name", text) { Place = new SourceLocation("x.yml", 3, 5) };

    private static CheckReport Report(IReadOnlyList<CheckResult> results) => new("lint", results, ExitCode: 1);

    private static JsonNode Run(IReadOnlyList<CheckResult> results) => SarifCheck.Run(SarifLog.Of(Report(results)));

    private static JsonArray Results(JsonNode run) => run["results"]!.AsArray();

    private static bool IsSuccessful(JsonNode run) => (bool)run["invocations"]![0]!["executionSuccessful"]!;

    private static IEnumerable<string> Notifications(JsonNode run) =>
        run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray().Select(one => (string)one!["message"]!["text"]!);

    private static List<string> Fingerprints(JsonNode run) =>
        [.. Results(run).Select(result => (string)result!["partialFingerprints"]!["primaryLocationLineHash"]!)];

    private static (string Uri, string? Base) Address(string file)
    {
        var run = Run([Result("a") with { Place = new SourceLocation(file) }]);
        var address = Results(run)[0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;
        return ((string)address["uri"]!, (string?)address["uriBaseId"]);
    }
}
