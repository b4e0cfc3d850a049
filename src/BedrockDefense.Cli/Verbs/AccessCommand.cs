using System.ComponentModel;
using System.Text.Json.Nodes;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Access;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Scp.Documents;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary>
/// <c>access</c>: shows the permissions that whoever deploys, verifies or proves needs in each account, and the template of the roles to
/// assume.
/// </summary>
internal sealed class AccessCommand : Command<AccessCommand.Settings>
{
    private const string Template = "bedrock-defense-deployer-roles.template.json";

    /// <summary>The options.</summary>
    public sealed class Settings : StackSettings
    {
        [CommandOption("--out <DIR>")]
        [Description("Writes each policy, and the template of the roles, into a file there; made if it is missing.")]
        public string? Out { get; init; }
    }

    public override int Execute(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("table", "json");
        var parsed = CheckedSettings.Parse(settings.ReadConfig());
        var accounts = DeploymentAccount.Of(parsed);
        var sandbox = DeploymentAccount.OfSandbox(parsed);
        var template = DeploymentRolesTemplate.Of(parsed);
        if (settings.Out is { } folder)
        {
            OutputFolder.Write(
                folder,
                [
                    .. accounts
                        .SelectMany(account => account.AllPolicies)
                        .Append(sandbox)
                        .Select(policy => ($"{policy.Name}.json", Indented(policy.Json))),
                    .. template is null ? [] : (IEnumerable<(string, string)>)[(Template, template)],
                ],
                ("bedrock-defense-deployer-*.json", "of other settings"),
                ("bedrock-defense-prover-*.json", "of other settings"),
                ("bedrock-defense-verifier-*.json", "of other settings")
            );
        }

        if (format == "json")
        {
            ConsoleOutput.WriteJson(
                new
                {
                    accounts = accounts.Select(account => new
                    {
                        account.Name,
                        account.Id,
                        role = account.Role?.RoleArn,
                        policies = account.Policies.Select(Described),
                        verifierPolicies = account.VerifierPolicies.Select(Described),
                        proverPolicies = account.ProverPolicies.Select(Described),
                    }),
                    sandboxPolicy = Described(sandbox),
                    rolesTemplate = template is null ? null : JsonNode.Parse(template),
                }
            );
        }
        else
        {
            Write(ConsoleOutput.Answers(), accounts, sandbox, template is not null, settings.Out);
        }

        return ExitCode.Success;
    }

    private static void Write(
        IAnsiConsole console,
        IReadOnlyList<DeploymentAccount> accounts,
        DeploymentPolicy sandbox,
        bool hasRoles,
        string? folder
    )
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Account, who, managed policies", "Characters");
        table.Columns[1].RightAligned().NoWrap();
        foreach (var account in accounts)
        {
            var name = account.Id is null ? account.Name : $"{account.Name}, {account.Id}";
            var credentials = account.Role?.RoleArn ?? "the credentials of pulumi up";
            table.AddRow(Markup.FromInterpolated($"[bold]{name}:[/] {credentials}"), new Text(""));
            AddPolicies(table, account.AllPolicies);
        }

        table.AddRow(Markup.FromInterpolated($"[bold]a sandbox account:[/] --restore-role of bedrock-defense prove"), new Text(""));
        AddPolicies(table, [sandbox]);

        console.WriteTable(table);
        if (accounts.Any(account => account.Id is null))
        {
            console.WriteLine(
                "The settings do not tell the management account's id, so its policies name resources of any account. "
                    + "Set bedrock-defense:managementAccount to narrow them."
            );
        }

        if (hasRoles)
        {
            console.WriteLine($"{Template} makes the roles of the other accounts with their policies; deploy it in each of them.");
        }

        console.WriteLine(
            "bedrock-defense-verifier-* only read, but for bedrock-defense-verifier-heartbeats, with which Athena reads the trail: "
                + "they are for the credentials of bedrock-defense verify, and that one for its option --heartbeats."
        );
        console.WriteLine("bedrock-defense-prover-* are for the credentials of bedrock-defense prove.");
        console.WriteLine(folder is null ? "To have the documents: --out DIR, or --format json." : $"Written to {folder}.");
    }

    private static void AddPolicies(Table table, IEnumerable<DeploymentPolicy> policies)
    {
        foreach (var policy in policies)
        {
            table.AddRow(
                new Padder(new Text(policy.Name), new Padding(2, 0, 0, 0)),
                new Text($"{PolicyDocumentSize.Count(policy.Json)} of {DeploymentPolicy.CharacterLimit}")
            );
        }
    }

    private static object Described(DeploymentPolicy policy) =>
        new
        {
            policy.Name,
            characters = PolicyDocumentSize.Count(policy.Json),
            document = JsonNode.Parse(policy.Json),
        };

    private static string Indented(string json) => JsonNode.Parse(json)!.ToJsonString(JsonText.IndentedOptions) + "\n";
}
