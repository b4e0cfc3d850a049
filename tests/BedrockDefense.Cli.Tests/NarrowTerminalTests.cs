using System.Text.RegularExpressions;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Verbs;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;

namespace BedrockDefense.Cli.Tests;

/// <summary>For any width of the terminal, no line of an answer is wider, and no word is broken.</summary>
[Collection("console")]
public sealed partial class NarrowTerminalTests
{
    private const int UnlimitedWidth = 10_000;

    private static readonly int[] Widths = [80, 99, 100, 140];

    private static readonly Dictionary<string, Action<IAnsiConsole, List<RehearsalReport>>> Rehearsals = new()
    {
        ["the attack chain"] = RehearsalTable.WriteChain,
        ["every scenario"] = RehearsalTable.WriteAll,
        ["each scenario in full"] = (console, reports) => reports.ForEach(report => RehearsalTable.WriteInFull(console, report)),
    };

    private static readonly Dictionary<string, string[]> Commands = new()
    {
        ["plan"] = ["plan", "--accounts", "1000"],
        ["guardrails"] = ["guardrails"],
        ["access"] = ["access"],
        ["cost"] = ["cost", "--accounts", "200"],
        ["diff"] = ["diff", "./Pulumi.dev.yaml", "docs/Pulumi.prod.yaml"],
        ["check"] = ["check", "tests/cases/checking/terraform-plan.json"],
        ["hunt"] = ["hunt", "tests/cases/logs"],
        ["search"] = ["search", "tests/cases/logs", "eventSource=bedrock.amazonaws.com"],
        ["verify-logs"] = ["verify-logs", "tests/cases/trails/altered"],
        ["summary"] = ["summary", "tests/cases/chains"],
        ["investigate"] = ["investigate", "tests/cases/chains", "--access-key", "ASIAEXAMPLECHAIN0002"],
        ["alert"] = ["alert", "tests/cases/events/denied-iam-user.json"],
        ["match"] = ["match", "policies/detections/bedrock-logging-deletion.yml", "tests/cases/events/denied-iam-user.json"],
        ["lint"] = ["lint", "tests/cases/logs"],
    };

    // Playing the scenarios takes longer than all the rest, so it is done once. With guardrails that are attached nowhere, some scenarios
    // do not meet their expectations.
    private static readonly Lazy<Task<List<RehearsalReport>>> ExpectedReports = new(() => PlayAsync(targets: null));
    private static readonly Lazy<Task<List<RehearsalReport>>> UnexpectedReports = new(() => PlayAsync(targets: "none"));

    public static MatrixTheoryData<string, bool, int> RehearsalCases => new(Rehearsals.Keys, [true, false], Widths);

    public static MatrixTheoryData<string, int> CommandCases => new(Commands.Keys, Widths);

    [Theory]
    [MemberData(nameof(RehearsalCases))]
    public async Task No_line_of_a_rehearsal_is_too_wide_and_no_word_is_broken(string name, bool asExpected, int width)
    {
        var reports = await (asExpected ? ExpectedReports : UnexpectedReports).Value;

        HoldsWholeWords(Show(name, reports, width), Show(name, reports, UnlimitedWidth), width);
    }

    [Theory]
    [MemberData(nameof(CommandCases))]
    public async Task No_line_of_an_answer_is_too_wide_and_no_word_is_broken(string name, int width)
    {
        var command = InRepository(Commands[name]);

        var run = await CommandLineRun.OnTerminal(width, command);

        var unbroken = await CommandLineRun.OnTerminal(UnlimitedWidth, command);
        Assert.Equal(unbroken.ExitCode, run.ExitCode);
        HoldsWholeWords(run.Output + run.Errors, unbroken.Output + unbroken.Errors, width);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(99)]
    public async Task Below_a_hundred_columns_a_scenario_takes_one_line(int width)
    {
        var table = Show("every scenario", await ExpectedReports.Value, width).Split("The other scenarios")[1];

        Assert.Equal(
            Scenario.Ids.Where(id => id != "advisory-chain"),
            table.Split('\n').Where(line => line.StartsWith('│')).Skip(1).Select(line => line.Split(' ')[1])
        );
    }

    [Fact]
    public async Task The_first_screen_is_the_chain_and_says_which_scenarios_are_not_as_expected()
    {
        var reports = await UnexpectedReports.Value;

        var lines = Show("the attack chain", reports, UnlimitedWidth).Split(Environment.NewLine);

        var unmet = reports.Where(report => !report.IsMet).ToList();
        Assert.Equal(
            unmet.SelectMany(report => report.Steps).SelectMany(step => step.Unmet),
            lines.Where(line => line.StartsWith("Step ", StringComparison.Ordinal)).Select(line => line.Split("): ", 2)[1])
        );
        Assert.Equal(unmet.Skip(1).Select(report => report.Scenario), lines.Where(Scenario.Ids.Contains));
        Assert.Contains(
            $"{reports.Count - unmet.Count} of {reports.Count} scenarios went as expected; --all lists them, --scenario ID shows one.",
            lines
        );
    }

    private static void HoldsWholeWords(string text, string unbroken, int width)
    {
        Assert.All(text.ReplaceLineEndings("\n").Split('\n'), line => Assert.True(line.Length <= width || Words(line).Count == 1, line));

        // Only a word that is too wide for the frame around an alert may be broken.
        var whole = Words(unbroken);
        Assert.All(
            Words(text).Except(whole),
            piece => Assert.Contains(whole, word => word.Length > width - 4 && word.Contains(piece, StringComparison.Ordinal))
        );
    }

    private static string Show(string name, List<RehearsalReport> reports, int width)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        Rehearsals[name](console, reports);
        return output.ToString();
    }

    private static Task<List<RehearsalReport>> PlayAsync(string? targets)
    {
        var config = ConfigFile.Read(Repository.SampleConfiguration);
        return RehearseCommand.PlayAsync(
            Scenario.Ids.Select(Scenario.Load),
            targets is null ? config : ScenarioConfiguration.WithTargets(config, []),
            new RehearseCommand.Settings { Targets = targets }
        );
    }

    private static string[] InRepository(string[] command) =>
        [
            .. command.Select(argument =>
                argument.Contains('/', StringComparison.Ordinal) ? Path.Combine(Repository.Root, argument) : argument
            ),
            .. command[0] is "diff" or "hunt" or "match" or "lint" or "verify-logs"
                ? (string[])[]
                : ["--config", Repository.SampleConfiguration],
        ];

    private static HashSet<string> Words(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    // The lines of tables do not count as words.
    [GeneratedRegex(@"[^\s\u2500-\u257f]+")]
    private static partial Regex Word();
}
