using System.ComponentModel;
using BedrockDefense.Aws;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Plans;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Checking;
using BedrockDefense.Stack.Checking.Plans;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>check</c>: judges the plan of another program before it is deployed.</summary>
internal sealed class CheckCommand : AsyncCommand<CheckCommand.Settings>
{
    private const int AccountDigits = 12;

    /// <summary>The arguments.</summary>
    public sealed class Settings : CommandSettings
    {
        [CommandArgument(0, "<PLAN>")]
        [Description("The output of `terraform show -json PLANFILE` or of `pulumi preview --json`; - for standard input.")]
        public required string Plan
        {
            get;
            init => field = InputFile.Unhide(value);
        }

        [CommandOption("--config <FILE>")]
        [Description("The configuration of the defense; Pulumi.dev.yaml unless said otherwise.")]
        public string? Config { get; init; }

        [CommandOption("--principal <ARN>")]
        [Description("The role that deploys the plan. Without it, a role that no guardrail exempts is assumed.")]
        public string? Principal { get; init; }

        [CommandOption("--account <ID>")]
        [Description("The account that the plan is deployed to, where the plan does not say.")]
        public string? Account { get; init; }

        [CommandOption("--region <REGION>")]
        [Description("The Region of resources for which the plan names none.")]
        public string? Region { get; init; }

        [CommandOption("--format <FORMAT>")]
        [Description("How to show the answer: table, json, markdown, or sarif, for code scanning; table unless said otherwise.")]
        public string? Format { get; init; }
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = FormatOption.Among(settings.Format, "table", "json", "markdown", CheckOutput.Sarif);
        return await CheckOutput.GuardAsync("check", format, () => Task.FromResult(Run(settings, format))).ConfigureAwait(false);
    }

    private static int Run(Settings settings, string format)
    {
        var deployment = Deployment(settings);
        var check = new PlanCheck(CheckedSettings.Parse(Config(settings.Config)), deployment);
        var name = settings.Plan == InputFile.StandardInput ? "standard input" : settings.Plan;
        var verdict = check.Judge(PlanFile.Parse(InputFile.ReadText(settings.Plan, "the plan"), name));
        var exitCode =
            verdict.Findings.Count > 0 ? ExitCode.No
            : verdict.NotJudged.Count > 0 ? ExitCode.Damaged
            : ExitCode.Success;
        switch (format)
        {
            case "json":
                PlanJson.Write(verdict);
                break;
            case "markdown":
                PlanMarkdown.Write(Console.Out, verdict);
                break;
            case CheckOutput.Sarif:
                CheckOutput.Write(
                    PlanChecks.Of(verdict, settings.Plan == InputFile.StandardInput ? null : settings.Plan, exitCode),
                    format
                );
                break;
            default:
                PlanList.Write(ConsoleOutput.Answers(), verdict);
                break;
        }

        return exitCode;
    }

    private static Dictionary<string, string> Config(string? file) => new StackSettings { Config = file }.ReadConfigOrSample();

    private static PlanDeployment Deployment(Settings settings)
    {
        if (settings.Account is { } account && (account.Length != AccountDigits || !account.All(char.IsAsciiDigit)))
        {
            throw new InvalidInputException(
                $"--account {VisibleText.Quote(account)}: write the 12 digits of an account, such as 111122223333"
            );
        }

        if (settings.Region is { } region && AwsRegion.Find(region) is null)
        {
            throw new InvalidInputException(
                $"--region {VisibleText.Quote(region)}: there is no such Region; write one such as eu-central-1"
            );
        }

        if (settings.Principal is { } principal)
        {
            if (principal.Split(':') is not ["arn", _, _, _, var own, _, ..])
            {
                throw new InvalidInputException(
                    $"--principal {VisibleText.Quote(principal)}: write the ARN of a role, such as "
                        + "arn:aws:iam::111122223333:role/Deployment"
                );
            }

            if (settings.Account is { } other && own != other)
            {
                throw new InvalidInputException(
                    $"--principal {VisibleText.Quote(principal)} is not of the account {other}: name the role that deploys there"
                );
            }
        }

        return new PlanDeployment(settings.Principal, settings.Account, settings.Region);
    }
}
