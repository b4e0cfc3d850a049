using System.ComponentModel;
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
            "Sigma rules, or folders of them; else policies/detections and policies/hunts, and where those are missing what is built in. Rules in a folder policies/detections need runbooks beside them in policies/runbooks and cases in tests/cases/detections, hunts in policies/hunts cases in tests/cases/hunts, where those folders exist."
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
        // Plain text, not markup: nothing to escape.
        foreach (var finding in report.Findings)
        {
            Output.WriteLine($"{finding}", indent: 2);
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

    /// <summary>With its runbook and cases, if it lies in <c>policies/detections</c> or <c>policies/hunts</c> of a repository that has such folders.</summary>
    private static RuleText Beside(RuleText rule)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(rule.File))!;
        var kind = Path.GetFileName(folder);
        if (
            kind is not ("detections" or "hunts")
            || Path.GetDirectoryName(folder) is not { } policies
            || Path.GetFileName(policies) != "policies"
            || Path.GetDirectoryName(policies) is not { } root
        )
        {
            return rule;
        }

        var id = Path.GetFileNameWithoutExtension(rule.File);
        return rule with
        {
            Cases = Companion(root, Path.Combine("tests", "cases", kind), $"{id}.json"),
            Runbook = kind == "hunts" ? null : Companion(root, Path.Combine("policies", "runbooks"), $"{id}.md"),
        };
    }

    private static CompanionFile? Companion(string root, string folder, string name)
    {
        var file = Path.Combine(root, folder, name);
        return !Directory.Exists(Path.Combine(root, folder))
            ? null
            : new CompanionFile($"{folder}/{name}".Replace('\\', '/'), File.Exists(file) ? InputFile.ReadText(file) : null);
    }
}
