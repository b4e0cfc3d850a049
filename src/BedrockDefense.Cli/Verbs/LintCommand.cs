using System.ComponentModel;
using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Lint;
using BedrockDefense.Lint.Checks;
using BedrockDefense.Stack.Configuration;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>lint [PATH…]</c>: finds faults in Sigma rules that can be read but would not do what they say.</summary>
internal sealed class LintCommand : AsyncCommand<LintCommand.Settings>
{
    private static readonly string DefaultFolder = Path.Combine("policies", "detections");
    private static readonly string DefaultHunts = Path.Combine("policies", "hunts");

    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "[PATHS]")]
        [Description(
            "Sigma rules, or folders of them; else policies/detections and policies/hunts, and where those are missing what is built in."
                + " A detection is a folder: rule.yml, runbook.md, cases.json."
                + " Hunts in policies/hunts need cases in tests/cases/hunts, where that folder exists."
        )]
        public string[] Paths
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];

        [CommandOption("--format <FORMAT>")]
        [Description("text (unless said otherwise), a line for each finding; sarif, for code scanning; or junit, for CI.")]
        public string? Format { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = FormatOption.Among(settings.Format, "text", CheckOutput.Sarif, CheckOutput.JUnit);
        return await CheckOutput.GuardAsync("lint", format, () => Task.FromResult(Run(settings.Paths, format))).ConfigureAwait(false);
    }

    private static int Run(string[] given, string format)
    {
        InputFile.RequireOnce(given);
        List<string> files = [];
        var report =
            given is { Length: > 0 } ? Lint(given, files)
            : Directory.Exists(DefaultFolder)
                ? Lint(Directory.Exists(DefaultHunts) ? [DefaultFolder, DefaultHunts] : [DefaultFolder], files)
            : LintCatalog(files);
        var exitCode = report switch
        {
            { HasUnusableFile: true } => ExitCode.InvalidInput,
            { Findings.Count: > 0 } => ExitCode.No,
            _ => ExitCode.Success,
        };
        if (CheckOutput.Knows(format))
        {
            CheckOutput.Write(LintChecks.Of(report, files, exitCode), format);
            return exitCode;
        }

        // This is plain text, not markup, so nothing has to be escaped.
        foreach (var finding in report.Findings)
        {
            ConsoleOutput.WriteLine($"{finding}", indent: 2);
        }

        return exitCode;
    }

    private static LintReport LintCatalog(List<string> linted)
    {
        List<RuleText> rules = [.. RuleText.Catalog()];
        linted.AddRange(rules.Select(rule => rule.File));
        return RuleLinter.Lint(rules);
    }

    private static LintReport Lint(string[] paths, List<string> linted)
    {
        var unreadable = new List<Fault>();
        List<string> files = [.. paths.SelectMany(path => RuleFiles.Find(path, unreadable)).Distinct()];
        List<RuleText> rules =
        [
            .. RuleFiles.Read(files, unreadable).Select(text => WithNeighbours(new RuleText(text.File, text.Yaml), unreadable)),
        ];
        linted.AddRange(rules.Select(rule => rule.File));
        var misplaced = DetectionFolders.Faults(paths);
        return rules.Count + misplaced.Count > 0
            ? RuleLinter.Lint(rules, unreadable, misplaced, Deployed)
            : throw new InvalidInputException(unreadable);
    }

    // Checks the detections in the stack of the sample, which the tests use too. Here that stack also watches the ungoverned
    // Regions, for the detection that is about them.
    private static IEnumerable<Fault> Deployed(IReadOnlyList<CheckedDetection> detections) =>
        CatalogLimits.Faults(
            CheckedSettings.Parse(ConfigFile.Sample()) with
            {
                UngovernedRegions = UngovernedRegions.Detect,
            },
            [.. detections.Select(one => (one.Detection, Firing(one.Cases)))],
            CatalogCheck.FolderOf(detections[^1].Detection.Rule.File)
        );

    private static IReadOnlyList<JsonElement> Firing(CaseFile? cases) =>
        [.. (cases?.Cases ?? []).Where(one => one.Matches).Select(one => one.Record)];

    /// <summary>
    /// Returns the rule with its runbook and cases. Those of a detection lie in its folder. The cases of a hunt lie in a
    /// folder of cases, if there is one.
    /// </summary>
    private static RuleText WithNeighbours(RuleText rule, List<Fault> unreadable)
    {
        var shown = Path.GetDirectoryName(rule.File)!;
        return DetectionFolder.Of(rule.File) is { } folder
            ? rule with
            {
                Detection = Path.GetFileName(folder),
                Cases = Companion(folder, DetectionFolder.Cases, shown, unreadable),
                Runbook = Companion(folder, DetectionFolder.Runbook, shown, unreadable),
            }
            : rule with
            {
                Cases = CasesOfHunt(rule.File, unreadable),
            };
    }

    private static CompanionFile? CasesOfHunt(string file, List<Fault> unreadable)
    {
        if (
            Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder
            || folder.Split(Path.DirectorySeparatorChar) is not [.., "policies", "hunts"]
        )
        {
            return null;
        }

        var cases = Path.Combine("tests", "cases", "hunts");
        var root = Path.Combine(folder, "..", "..");
        return Directory.Exists(Path.Combine(root, cases))
            ? Companion(Path.Combine(root, cases), $"{Path.GetFileNameWithoutExtension(file)}.json", cases, unreadable)
            : null;
    }

    // A file without a length is empty, or it is a pipe. To open a pipe would wait for its writer.
    private static CompanionFile Companion(string folder, string name, string shown, List<Fault> unreadable)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        var companion = new CompanionFile(Path.Combine(shown, name).Replace('\\', '/'), null);
        try
        {
            return !file.Exists ? companion : companion with { Text = file.Length == 0 ? "" : InputFile.ReadText(file.FullName) };
        }
        catch (InvalidInputException exception)
        {
            unreadable.AddRange(exception.Faults.Select(fault => fault with { Location = new SourceLocation(companion.File) }));
            return companion with { Text = "" };
        }
    }
}
