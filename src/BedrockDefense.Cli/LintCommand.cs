using System.ComponentModel;
using BedrockDefense.Catalog;
using BedrockDefense.Lint;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary><c>lint [PATH…]</c>: what is wrong with Sigma rules that can be read but would not do what they say.</summary>
internal sealed class LintCommand : Command<LintCommand.Settings>
{
    private static readonly string DefaultFolder = Path.Combine("policies", "detections");
    private static readonly string DefaultHunts = Path.Combine("policies", "hunts");

    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "[PATHS]")]
        [Description(
            "Sigma rules, or folders of them; else policies/detections and policies/hunts, and where those are missing what is built in. A detection is a folder: rule.yml, runbook.md, cases.json. Hunts in policies/hunts need cases in tests/cases/hunts, where that folder exists."
        )]
        public string[] Paths
        {
            get;
            init => field = InputFile.Given(value);
        } = [];
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        InputFile.RequireOnce(settings.Paths);
        var unreadable = new List<Fault>();
        var files =
            settings.Paths is { Length: > 0 } paths ? Read(paths, unreadable)
            : Directory.Exists(DefaultFolder)
                ? Read(Directory.Exists(DefaultHunts) ? [DefaultFolder, DefaultHunts] : [DefaultFolder], unreadable)
            : RuleText.Catalog();
        var report = RuleLinter.Lint(files, unreadable);
        // Plain text, not markup: one line per finding whatever the width of the terminal, and nothing to escape.
        foreach (var finding in report.Findings)
        {
            Console.WriteLine(finding);
        }

        return report switch
        {
            { HasUnusableFile: true } => ExitCode.InvalidInput,
            { Findings.Count: > 0 } => ExitCode.No,
            _ => ExitCode.Success,
        };
    }

    private static List<RuleText> Read(string[] paths, List<Fault> unreadable)
    {
        List<string> files = [.. paths.SelectMany(path => RuleFiles.Find(path, unreadable)).Distinct()];
        List<RuleText> rules = [.. RuleFiles.Read(files, unreadable).Select(text => Beside(new RuleText(text.File, text.Yaml)))];
        return rules.Count > 0 ? rules : throw new InvalidInputException(unreadable);
    }

    /// <summary>With its runbook and cases: a detection's lie in its folder, a hunt's cases where a repository has a folder of them.</summary>
    private static RuleText Beside(RuleText rule) =>
        DetectionFolder.Of(rule.File) is { } folder
            ? rule with
            {
                Cases = Companion(folder, DetectionFolder.Cases, rule.File),
                Runbook = Companion(folder, DetectionFolder.Runbook, rule.File),
            }
            : rule with
            {
                Cases = CasesOfHunt(rule.File),
            };

    private static CompanionFile? CasesOfHunt(string file)
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
            ? Read(Path.Combine(root, cases), $"{Path.GetFileNameWithoutExtension(file)}.json", cases)
            : null;
    }

    private static CompanionFile Companion(string folder, string name, string rule) => Read(folder, name, Path.GetDirectoryName(rule)!);

    private static CompanionFile Read(string folder, string name, string shown)
    {
        var file = Path.Combine(folder, name);
        return new CompanionFile(Path.Combine(shown, name).Replace('\\', '/'), File.Exists(file) ? InputFile.ReadText(file) : null);
    }
}
