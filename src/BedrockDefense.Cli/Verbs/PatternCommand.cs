using System.ComponentModel;
using System.Text.Json;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.EventBridge;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>pattern PATTERN.json [EVENT.json…]</c>: shows which events an EventBridge pattern matches, and why.</summary>
internal sealed class PatternCommand : Command<PatternCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<PATTERN>")]
        [Description("A file with one event pattern, as EventBridge takes it.")]
        public string Pattern
        {
            get;
            init => field = InputFile.Unhide(value);
        } = "";

        [CommandArgument(1, "[EVENTS]")]
        [Description("Files with one EventBridge event each; without any, or for -, standard input is the event.")]
        public string[] Events
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        string[] files = settings.Events is [] ? [InputFile.StandardInput] : settings.Events;
        InputFile.RequireOnce([settings.Pattern, .. files]);
        var pattern = EventPattern.Parse(InputFile.ReadText(settings.Pattern), settings.Pattern);
        // All events are read before the first line is written, so a bad file gives an error and not half of an answer.
        var events = files.Select(file => (File: file, Event: ReadEvent(file))).ToList();
        var exitCode = ExitCode.No;
        foreach (var (file, @event) in events)
        {
            var verdict = pattern.Match(@event);
            // This is plain text, not markup, so nothing has to be escaped.
            ConsoleOutput.WriteLine(
                $"{(file == InputFile.StandardInput ? "standard input" : file)}: {(verdict.IsMatch ? "match" : "no match")}"
                    + $": {verdict.Reason}",
                indent: 2
            );
            if (verdict.IsMatch)
            {
                exitCode = ExitCode.Success;
            }
        }

        return exitCode;
    }

    private static JsonElement ReadEvent(string file)
    {
        var location = new SourceLocation(file);
        try
        {
            using var document = JsonDocument.Parse(InputFile.ReadText(file));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidInputException("an event is a JSON object with source, detail-type and detail", location);
            }

            if (!root.TryGetProperty("detail", out _) && (root.TryGetProperty("Records", out _) || root.TryGetProperty("eventName", out _)))
            {
                throw new InvalidInputException(
                    "this is CloudTrail's own format; EventBridge delivers one record as the detail of"
                        + " {\"source\": \"aws.bedrock\", \"detail-type\": \"AWS API Call via CloudTrail\", \"detail\": RECORD}",
                    location
                );
            }

            return root.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"the event is not valid JSON: {JsonFault.Reason(exception)}",
                new SourceLocation(file, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1)
            );
        }
    }
}
