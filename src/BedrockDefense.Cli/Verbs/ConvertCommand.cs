using System.ComponentModel;
using BedrockDefense.Athena;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Input;
using BedrockDefense.Conversion;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>convert --to athena|eventbridge|sigma|json RULE…</c>: converts Sigma rules to the forms that other tools read.
/// </summary>
internal sealed class ConvertCommand : Command<ConvertCommand.Settings>
{
    /// <summary>The arguments.</summary>
    public sealed class Settings : RuleSettings
    {
        [CommandArgument(0, "<RULES>")]
        [Description("Files with Sigma rules; for athena also correlations with their rules, for sigma and json one rule each.")]
        public string[] Rules
        {
            get;
            init => field = InputFile.Unhide(value);
        } = [];

        [CommandOption("--to <FORM>", isRequired: true)]
        [Description(
            "athena: SQL statements over the trail's table; eventbridge: an event pattern a line; sigma: rules without "
                + "placeholders, for SIEM converters; json: the same, a line each."
        )]
        public string To { get; init; } = "";
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        InputFile.RequireOnce(settings.Rules);
        Func<string, string, string> convert = settings.To switch
        {
            "athena" => (file, yaml) => string.Join("\n\n", ToAthena(file, yaml).Select(query => query.Sql + ";")),
            "eventbridge" => (file, yaml) =>
                SigmaFile.Parse(yaml, file) is { Correlations: [], Rules: { Count: > 1 } rules }
                    ? string.Join('\n', rules.Select(rule => EventBridgeCompiler.Compile(Expand(rule)).Json))
                    : EventBridgeCompiler.Compile(Expand(SigmaRule.Parse(yaml, file))).Json,
            "sigma" => (file, yaml) => Fill(file, yaml).ToYaml().TrimEnd(),
            "json" => (file, yaml) => Fill(file, yaml).ToJson().ToJsonString(JsonText.Options),
            _ => throw new InvalidInputException($"--to {settings.To}: there is no such form; write athena, eventbridge, sigma or json"),
        };

        // All rules are converted before the first is written, and every fault of every rule is reported.
        var converted = new List<string>();
        var faults = new List<Fault>();
        foreach (var file in settings.Rules)
        {
            try
            {
                converted.Add(convert(file, InputFile.ReadYaml(file)));
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults.Distinct().ToList());
        }

        Console.WriteLine(
            string.Join(
                settings.To switch
                {
                    "sigma" => "\n---\n",
                    "athena" => "\n\n",
                    _ => "\n",
                },
                converted
            )
        );
        return ExitCode.Success;

        IEnumerable<AthenaQuery> ToAthena(string file, string yaml)
        {
            var set = RuleSet.Read([(file, yaml)]);
            return set.Faults.Count + set.OtherLogs.Count > 0
                ? throw new InvalidInputException([.. set.Faults, .. set.OtherLogs])
                :
                [
                    .. set.Detections.Select(detection => AthenaCompiler.Compile(Expand(detection.Rule))),
                    .. set.Hunts.Select(hunt => AthenaCompiler.Compile(hunt with { Rules = [.. hunt.Rules.Select(Expand)] })),
                ];
        }

        SigmaRule Expand(SigmaRule rule) => rule.Expand(settings.PlaceholdersOf(rule));

        FilledRule Fill(string file, string yaml) => FilledRule.Of(yaml, file, settings.PlaceholdersOf(SigmaRule.Parse(yaml, file)));
    }
}
