using System.ComponentModel;
using System.Text.Json;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary><c>match RULE EVENT…</c>: which events a Sigma rule matches, and which selections decided.</summary>
internal sealed class MatchCommand : Command<MatchCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : RuleSettings
    {
        [CommandArgument(0, "<RULE>")]
        [Description("A file with one Sigma rule.")]
        public string Rule { get; init; } = "";

        [CommandArgument(1, "<EVENTS>")]
        [Description("Files with one CloudTrail record each, bare or as the detail of an EventBridge event, or with a log file's Records.")]
        public string[] Events { get; init; } = [];
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var rule = SigmaRule.Parse(RuleSettings.ReadText(settings.Rule), settings.Rule);
        var evaluator = new SigmaEvaluator(rule.Expand(settings.PlaceholdersOf(rule)));
        // All events are read before the first line is written: a bad file yields an error, not half an answer.
        var records = settings.Events.SelectMany(Records).ToList();
        var exitCode = ExitCode.No;
        foreach (var (name, record) in records)
        {
            var verdict = evaluator.Match(record);
            Console.WriteLine(VisibleText.Of($"{name}: {verdict}"));
            if (verdict.IsMatch)
                exitCode = ExitCode.Success;
        }

        return exitCode;
    }

    private static List<(string Name, JsonElement Record)> Records(string file)
    {
        var location = new SourceLocation(file);
        try
        {
            using var document = JsonDocument.Parse(RuleSettings.ReadText(file));
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
                throw new InvalidInputException("an event is a JSON object: a CloudTrail record, or an EventBridge event with one as its detail", location);
            if (root.TryGetProperty("Records", out var list))
            {
                return list.ValueKind == JsonValueKind.Array
                    ? [.. list.EnumerateArray().Select((record, index) => ($"{file}#{index + 1}", Checked(record)))]
                    : throw new InvalidInputException("Records is a list of CloudTrail records", location);
            }

            return [(file, Checked(root.TryGetProperty("detail", out var detail) ? detail : root))];
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"the event is not valid JSON: {exception.Message}",
                new SourceLocation(file, (int?)exception.LineNumber + 1, (int?)exception.BytePositionInLine + 1));
        }

        JsonElement Checked(JsonElement record) => record.ValueKind == JsonValueKind.Object && record.TryGetProperty("eventName", out _)
            ? record
            : throw new InvalidInputException("this is no CloudTrail record: it has no eventName", location);
    }
}
