using System.ComponentModel;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>guardrails</c>: shows the service and resource control policies of a configuration with their sizes and attachments, or
/// writes them to files.
/// </summary>
internal sealed class GuardrailsCommand : Command<GuardrailsCommand.Settings>
{
    private static readonly OrganizationPolicyType[] Types =
    [
        OrganizationPolicyType.ServiceControl,
        OrganizationPolicyType.ResourceControl,
    ];

    /// <summary>The options.</summary>
    public sealed class Settings : StackSettings
    {
        [CommandOption("--out <DIR>")]
        [Description("Writes each policy into a file there, exactly as it would be submitted; made if it is missing.")]
        public string? Out { get; init; }
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("table", "json");
        var parsed = CheckedSettings.Parse(settings.ReadConfig());
        var policies = GuardrailPolicies.Of(parsed);
        if (settings.Out is { } folder)
        {
            // A policy of an earlier packing must not stay. Deployed with the new ones, it would repeat statements and count
            // against the quota.
            OutputFolder.Write(
                folder,
                [.. policies.Select(policy => ($"{policy.Name}.json", policy.Json))],
                [.. Types.Select(type => ($"{type.NamePrefix}*.json", "of an earlier packing"))]
            );
        }

        if (format == "json")
        {
            ConsoleOutput.WriteJson(
                new
                {
                    policies = policies.Select(policy => new
                    {
                        policy.Name,
                        type = policy.Type.Name,
                        characters = PolicyDocumentSize.Count(policy.Json),
                        policy.Guardrails,
                        sids = policy.Statements.Select(statement => statement.Sid),
                        policy.Json,
                    }),
                    parsed.ScpCharacterLimit,
                    parsed.ScpsPerTargetLimit,
                    targets = parsed.GuardrailTargets,
                    exclude = parsed.GuardrailExclusions,
                    coverage = GuardrailCoverage.Describe(parsed),
                }
            );
        }
        else
        {
            Write(ConsoleOutput.Answers(), policies, parsed);
        }

        return ExitCode.Success;
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<PackedPolicy> policies, DefenseSettings settings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Policy and guardrail", "Statement", "Characters");
        table.Columns[0].NoWrap();
        table.Columns[2].RightAligned().NoWrap();
        foreach (var policy in policies)
        {
            table.AddRow(
                Markup.FromInterpolated($"[bold]{policy.Name}[/]"),
                new Text(""),
                Markup.FromInterpolated(
                    $"[bold]{PolicyDocumentSize.Count(policy.Json)} of {GuardrailPolicies.LimitsOf(policy.Type, settings).Characters}[/]"
                )
            );
            foreach (var group in policy.Statements.GroupBy(statement => statement.Guardrail))
            {
                foreach (var (statement, index) in group.Select((statement, index) => (statement, index)))
                {
                    table.AddRow(
                        new Text(index == 0 ? $"  {group.Key}" : ""),
                        new Text(SidText.ToSentence(statement.Sid)),
                        new Text($"{statement.Characters}")
                    );
                }
            }
        }

        console.WriteTable(table);
        foreach (var ofType in policies.GroupBy(policy => policy.Type))
        {
            var attached = settings.GuardrailTargets.IsEmpty
                ? "nowhere"
                : $"to {string.Join(", ", settings.GuardrailTargets)}, {ofType.Count() + 1} of "
                    + $"{GuardrailPolicies.LimitsOf(ofType.Key, settings).PoliciesPerTarget} "
                    + $"{(ofType.Key == OrganizationPolicyType.ServiceControl ? "" : "resource control ")}policies there with "
                    + $"{ofType.Key.FullAccess}";
            console.WriteLine($"Attached {attached}.");
        }

        console.WriteLine(GuardrailCoverage.Describe(settings));
    }
}
