using System.ComponentModel;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>match RULE EVENT…</c>: shows which events a Sigma rule matches, and which selections decided.</summary>
internal sealed class MatchCommand : Command<MatchCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : RuleSettings
    {
        [CommandArgument(0, "<RULE>")]
        [Description("A file with one Sigma rule.")]
        public string Rule
        {
            get;
            init => field = InputFile.Unhide(value);
        } = "";

        [CommandArgument(1, "<EVENTS>")]
        [Description("Files with CloudTrail records, in any form that hunt reads; - for standard input.")]
        public string[] Events
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        InputFile.RequireOnce([settings.Rule, .. settings.Events]);
        var rule = SigmaRule.Parse(InputFile.ReadYaml(settings.Rule), settings.Rule);
        if (!rule.LogSource.IsCloudTrail)
        {
            throw new InvalidInputException(
                $"the rule is for another log ({rule.LogSource}); CloudTrail's records are product aws, service cloudtrail",
                new SourceLocation(settings.Rule)
            );
        }

        var evaluator = new SigmaEvaluator(rule.Expand(settings.PlaceholdersOf(rule)));
        // All events are read before the first line is written, so a bad file gives an error and not half of an answer.
        var (records, faults) = EventFile.Read(settings.Events);
        var exitCode = ExitCode.No;
        foreach (var (name, record, _) in records)
        {
            var verdict = evaluator.Match(record);
            ConsoleOutput.WriteLine(VisibleText.Of($"{name}: {verdict}"), indent: 2);
            if (verdict.IsMatch)
            {
                exitCode = ExitCode.Success;
            }
        }

        return EventFile.Finish(faults, exitCode);
    }
}
