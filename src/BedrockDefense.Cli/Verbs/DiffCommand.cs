using System.ComponentModel;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Differences;
using BedrockDefense.Stack.Comparison;
using BedrockDefense.Stack.SavedPlans;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>diff</c>: says what a new configuration changes about the protection, compared with an old one. Either may be a plan.
/// </summary>
internal sealed class DiffCommand : AsyncCommand<DiffCommand.Settings>
{
    private const long MostAccounts = 100_000;
    private const string Weaker = "weaker";

    internal sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<OLD>")]
        [Description("The configuration in force, such as Pulumi.prod.yaml of the main branch, or a plan of it by `plan --format json`.")]
        public required string Old { get; init; }

        [CommandArgument(1, "<NEW>")]
        [Description("The configuration that would replace it, or a plan of it.")]
        public required string New { get; init; }

        [CommandOption("--format <FORMAT>")]
        [Description("How to show the answer: table, json or markdown; table unless said otherwise.")]
        public string? Format { get; init; }

        [CommandOption("--fail-on <DIRECTION>")]
        [Description("weaker: exit 1 when anything is weaker.")]
        public string? FailOn { get; init; }

        [CommandOption("--accounts <N>")]
        [Description("The accounts for which the costs are estimated, the management account among them.")]
        [DefaultValue(100L)]
        public long Accounts { get; init; } = 100;
    }

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = FormatOption.Among(settings.Format, "table", "json", "markdown");
        Check(settings);
        var (old, @new) = (Read(settings.Old), Read(settings.New));
        var difference = await ProtectionComparer
            .CompareAsync(old, @new, settings.Accounts, StackSettings.RenderAsync)
            .ConfigureAwait(false);
        switch (format)
        {
            case "json":
                DifferenceJson.Write(difference);
                break;
            case "markdown":
                DifferenceMarkdown.Write(Console.Out, settings.Old, settings.New, difference);
                break;
            default:
                DifferenceList.Write(ConsoleOutput.Answers(), settings.Old, settings.New, difference);
                break;
        }

        return settings.FailOn is not null && difference.HasWeaker ? ExitCode.No
            : difference.NotCompared.Count > 0 ? ExitCode.Damaged
            : ExitCode.Success;
    }

    private static ComparedConfiguration Read(string path)
    {
        // The reader of configurations says best what is wrong with a path.
        if (!File.Exists(path) || InputFile.ReadText(path) is not { } text || !SavedPlanFile.IsPlan(text))
        {
            return ComparedConfiguration.Read(path);
        }

        return ComparedConfiguration.Of(SavedPlanFile.Parse(text, path), path);
    }

    private static void Check(Settings settings)
    {
        if (settings.FailOn is not (null or Weaker))
        {
            throw new InvalidInputException($"--fail-on {VisibleText.Of(settings.FailOn)}: there is no such direction; write {Weaker}");
        }

        if (settings.Accounts is < 1 or > MostAccounts)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"--accounts {settings.Accounts}: write a number from 1 to {MostAccounts:#,##0}")
            );
        }
    }
}
