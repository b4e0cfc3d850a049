using System.ComponentModel;
using BedrockDefense.Alerts;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>runbook ID</c>: shows what to do when a detection fires. If an event is given, its values are filled in.</summary>
internal sealed class RunbookCommand : Command<RunbookCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<ID>")]
        [Description("The id of a detection, such as bedrock-logging-deletion.")]
        public string Id { get; init; } = "";

        [CommandOption("--event <FILE>")]
        [Description("A file with the CloudTrail record that fired, in any form that hunt reads; - for standard input.")]
        public string? Event
        {
            get;
            init => field = value is null ? null : InputFile.Unhide(value);
        }
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var runbook = Runbook.Of(settings.Id);
        IReadOnlyList<FileFault> faults = [];
        if (settings.Event is { } file)
        {
            (var records, faults) = EventFile.Read([file]);
            runbook = records is [var only]
                ? runbook.For(only.Record)
                : throw new InvalidInputException("give a file with one record, the one that fired", new SourceLocation(file));
        }

        Console.WriteLine(runbook.Text.TrimEnd());
        foreach (var refused in runbook.RefusedValues)
        {
            ConsoleOutput.Progress().WriteLine(refused);
        }

        return EventFile.Finish(faults, ExitCode.Success);
    }
}
