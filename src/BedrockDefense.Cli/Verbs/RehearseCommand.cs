using System.ComponentModel;
using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>rehearse</c>: plays attacks against the rendered stack.</summary>
internal sealed class RehearseCommand : AsyncCommand<RehearseCommand.Settings>
{
    internal sealed class Settings : StackSettings
    {
        [CommandOption("--scenario <ID>")]
        [Description(
            "Play this scenario and show it in full (may be repeated); without it all are played, and the first is shown in short."
        )]
        public string[] Scenarios { get; init; } = [];

        [CommandOption("--all")]
        [Description("Show every scenario: the first in full, with an alert, and the others in a table.")]
        public bool All { get; init; }

        [CommandOption("--as <ARN>")]
        [Description("Play it as this role, user or root user. What the scenario expects stays the same.")]
        public string? As { get; init; }

        [CommandOption("--targets <IDS>")]
        [Description("As if the guardrails were attached to these root, unit or account ids (comma-separated), or to none.")]
        public string? Targets { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong(
            "table",
            "json",
            CheckOutput.Sarif,
            CheckOutput.JUnit,
            NavigatorLayer.Attack,
            NavigatorLayer.Atlas
        );
        return await CheckOutput.GuardAsync("rehearse", format, () => RunAsync(settings, format)).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(Settings settings, string format)
    {
        if (settings.All && settings.Scenarios is not [])
        {
            throw new InvalidInputException("--all shows every scenario and --scenario only those it names; write one of the two");
        }

        List<Scenario> scenarios = [.. (settings.Scenarios is [] ? Scenario.Ids : settings.Scenarios).Select(Scenario.Load)];
        var config = settings.ReadConfigOrSample();
        if (settings.Targets is { } targets)
        {
            config = ScenarioConfiguration.WithTargets(config, targets == "none" ? [] : targets.Split(',', StringSplitOptions.TrimEntries));
        }

        var reports = await PlayAsync(scenarios, config, settings).ConfigureAwait(false);
        var exitCode = reports.TrueForAll(report => report.IsMet) ? ExitCode.Success : ExitCode.No;
        switch (format)
        {
            case "json":
                ConsoleOutput.WriteJson(reports);
                break;
            case NavigatorLayer.Attack or NavigatorLayer.Atlas:
                ConsoleOutput.WriteJson(NavigatorLayer.Of(reports, format));
                break;
            case CheckOutput.Sarif or CheckOutput.JUnit:
                CheckOutput.Write(RehearsalChecks.Of(reports, ConfigFile.PathOf(settings.Config), exitCode), format);
                break;
            default:
                Show(ConsoleOutput.Answers(), reports, settings);
                break;
        }

        return exitCode;
    }

    internal static async Task<List<RehearsalReport>> PlayAsync(
        IEnumerable<Scenario> scenarios,
        Dictionary<string, string> config,
        Settings settings
    )
    {
        var renderings = new Dictionary<(string, SampleOrganization), StackDeclaration>();
        List<RehearsalReport> reports = [];
        foreach (var scenario in scenarios)
        {
            reports.Add(await PlayAsync(scenario, config, settings, renderings).ConfigureAwait(false));
        }

        return reports;
    }

    private static void Show(IAnsiConsole console, List<RehearsalReport> reports, Settings settings)
    {
        if (settings.All)
        {
            RehearsalTable.WriteAll(console, reports);
        }
        else if (settings.Scenarios is [])
        {
            RehearsalTable.WriteChain(console, reports);
        }
        else
        {
            reports.ForEach(report => RehearsalTable.WriteInFull(console, report));
        }
    }

    private static async Task<RehearsalReport> PlayAsync(
        Scenario scenario,
        Dictionary<string, string> config,
        Settings settings,
        Dictionary<(string, SampleOrganization), StackDeclaration> renderings
    )
    {
        // A user who names a scenario asks for what it shows, whatever its settings.
        var hasOtherSettings =
            settings.Scenarios is [] && ScenarioConfiguration.Changes(scenario, config, hasTargets: settings.Targets is not null);
        config = ScenarioConfiguration.For(scenario, config, hasTargets: settings.Targets is not null);
        var parsed = CheckedSettings.Parse(config);
        var organization = SampleOrganization.Of(parsed);
        var names = new RehearsedNames(
            parsed.Administrators,
            parsed.InvocationLogging.LogGroup,
            parsed.InvocationLogging.Bucket,
            parsed.InvocationLogging.Role
        );
        var attacker = Rehearser.AttackerOf(scenario, settings.As, organization, parsed.HomeRegion.Partition, names);

        // Most scenarios differ only in the attacker, so they share a rendered stack.
        var key = (JsonSerializer.Serialize(new SortedDictionary<string, string>(config)), organization.WithMember(attacker));
        if (!renderings.TryGetValue(key, out var stack))
        {
            renderings[key] = stack = await StackSettings.RenderAsync(config, key.Item2).ConfigureAwait(false);
        }

        var placeholders = Placeholders.Of(parsed).ByName;
        return Rehearser.Play(
            stack,
            scenario,
            attacker,
            names,
            detections: [.. Detection.All.Select(detection => detection with { Rule = detection.Rule.Expand(placeholders) })]
        ) with
        {
            HasOtherSettings = hasOtherSettings,
        };
    }
}
