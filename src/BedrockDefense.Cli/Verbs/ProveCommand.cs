using System.ComponentModel;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Reading;
using Spectre.Console;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>prove</c>: plays the rehearsal's scenarios for real in a sandbox account, and puts everything back.</summary>
internal sealed class ProveCommand : AsyncCommand<ProveCommand.Settings>
{
    private const string DefaultJournal = "bedrock-defense-prove.json";
    private const int LongestWait = 3_600;
    private const int CallsPerSecond = 10;

    /// <summary>The options.</summary>
    public sealed class Settings : StackSettings
    {
        [CommandOption("--account <ID>")]
        [Description("The sandbox account of the organization in which the attacks happen.")]
        public string? Account { get; init; }

        [CommandOption("--role <ARN>")]
        [Description("The role of that account that attacks. It is assumed, and must be no administrator.")]
        public string? Role { get; init; }

        [CommandOption("--restore-role <ARN>")]
        [Description(
            "The role of that account that reads what stands and puts it back, such as one of its administrators; the attacking role "
                + "unless said otherwise."
        )]
        public string? RestoreRole { get; init; }

        [CommandOption("--region <REGION>")]
        [Description("The governed Region of the attack; the home Region unless said otherwise.")]
        public string? Region { get; init; }

        [CommandOption("--scenario <ID>")]
        [Description("Play this scenario (may be repeated); all of them unless said otherwise.")]
        public string[] Scenarios { get; init; } = [];

        [CommandOption("--model <ID>")]
        [Description("Also invoke this model, with one word, where a scenario invokes one. That costs a fraction of a cent each.")]
        public string? Model { get; init; }

        [CommandOption("--findings-queue <URL>")]
        [Description(
            "A queue that is subscribed to the findings topic. Without it, a queue is created and subscribed for the time of the run."
        )]
        public string? FindingsQueue { get; init; }

        [CommandOption("--wait <SECONDS>")]
        [Description("The longest wait for a scenario's alerts and for a restoration; 600 unless said otherwise.")]
        [DefaultValue(600)]
        public int Wait { get; init; } = 600;

        [CommandOption("--out <FOLDER>")]
        [Description("Also write the report for an auditor there: proof.json and proof.md. The folder must not exist.")]
        public string? Out { get; init; }

        [CommandOption("--journal <FILE>")]
        [Description($"The file that keeps what is to be put back while the run lasts; {DefaultJournal} unless said otherwise.")]
        public string? Journal { get; init; }

        [CommandOption("--clean-up")]
        [Description("Put back what an interrupted run left, by its journal, and play nothing.")]
        public bool CleanUp { get; init; }

        [CommandOption("--yes")]
        [Description("Do not ask before the attacks; for CI.")]
        public bool Yes { get; init; }

        [CommandOption("--endpoint-url <URL>")]
        [Description("An address that answers for every service of AWS, such as an emulator's.")]
        public string? EndpointUrl { get; init; }

        /// <summary>The file of the journal.</summary>
        public string JournalPath => Journal ?? DefaultJournal;
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("table", "json");
        var endpoints = new AwsEndpoints(EndpointOption.Parse(settings.EndpointUrl));
        if (settings.Wait is < 1 or > LongestWait)
        {
            throw new InvalidInputException($"--wait {settings.Wait}: write a number of seconds from 1 to {LongestWait}");
        }

        using var interruption = new Interruption();
        // What puts back goes on after Ctrl-C.
        using var attacking = new AwsSession(endpoints, CallsPerSecond, TimeProvider.System) { Cancellation = interruption.Token };
        using var keeping = new AwsSession(endpoints, CallsPerSecond, TimeProvider.System);
        try
        {
            return settings.CleanUp
                ? await CleanUpAsync(settings, keeping).ConfigureAwait(false)
                : await ProveAsync(settings, format, attacking, keeping, interruption.Token).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            ConsoleOutput.WriteRemark($"error: {VisibleText.Of(exception.Message)}");
            if (File.Exists(settings.JournalPath))
            {
                ConsoleOutput.WriteRemark($"{settings.JournalPath} keeps what is left to put back; run prove --clean-up");
            }

            return ExitCode.Damaged;
        }
    }

    private static async Task<int> ProveAsync(
        Settings settings,
        string format,
        AwsSession attacking,
        AwsSession keeping,
        CancellationToken cancellationToken
    )
    {
        var request = new ProofRequest(
            settings.Account ?? throw Missing("--account", "the id of a sandbox account, such as --account 111122223333"),
            settings.Role ?? throw Missing("--role", "a role of that account, such as --role arn:aws:iam::111122223333:role/Developer"),
            settings.Region,
            settings.Scenarios,
            settings.Model
        );
        RequireOfAccount(settings.RestoreRole, request.Account);
        if (settings.Out is { } folder && Path.Exists(folder))
        {
            throw new InvalidInputException($"--out {VisibleText.Quote(folder)}: it exists; name a new folder");
        }

        var config = settings.ReadConfig();
        var home = CheckedSettings.Parse(config).HomeRegion.Code;
        var management = await SignedApi.SignInAsync(keeping, home).ConfigureAwait(false);
        var plan = await ProofPlan.PrepareAsync(config, management, request).ConfigureAwait(false);
        ReachTopic(management, plan.Settings, plan.TopicAccount);
        ProofOutput.WritePlan(plan, settings.FindingsQueue);
        if (!settings.Yes && !Agrees())
        {
            ConsoleOutput.WriteRemark("Nothing was done.");
            return ExitCode.Success;
        }

        var attacker = await SignedApi.SignInAsync(attacking, home).ConfigureAwait(false);
        var sessions = new Dictionary<string, IAwsApi>(StringComparer.Ordinal);
        var access = new ProofAccess(
            management,
            session =>
                sessions.TryGetValue(session, out var known) ? known : sessions[session] = attacker.As(plan.Region, request.Role, session),
            management.As(plan.Region, settings.RestoreRole ?? request.Role)
        );
        var journal = ProofJournal.Begin(
            settings.JournalPath,
            Proof.NewRun(),
            request.Account,
            request.Role,
            settings.RestoreRole,
            plan.Region
        );
        var report = await ProofProgress
            .WhileAsync(note =>
                new Proof(plan, access, TimeProvider.System)
                {
                    Wait = TimeSpan.FromSeconds(settings.Wait),
                    FindingsQueueUrl = settings.FindingsQueue,
                    Progress = note,
                }.RunAsync(journal, cancellationToken)
            )
            .ConfigureAwait(false);
        if (format == "json")
        {
            ConsoleOutput.WriteJson(report);
        }
        else
        {
            ProofOutput.WriteTable(report, settings.JournalPath);
        }

        if (settings.Out is not null)
        {
            NewFolder.Write(settings.Out, [("proof.json", ConsoleOutput.ToJson(report)), ("proof.md", ProofPage.Of(report))]);
        }

        return report.IsInterrupted ? ExitCode.Interrupted
            : report.Differences.Any() ? ExitCode.No
            : report.IsComplete ? ExitCode.Success
            : ExitCode.Damaged;
    }

    private static async Task<int> CleanUpAsync(Settings settings, AwsSession keeping)
    {
        var journal = ProofJournal.Open(settings.JournalPath);
        RequireOfAccount(settings.RestoreRole, journal.Content.Account);
        var config = settings.ReadConfig();
        var parsed = CheckedSettings.Parse(config);
        var management = await SignedApi.SignInAsync(keeping, parsed.HomeRegion.Code).ConfigureAwait(false);
        var entry = journal.Content;
        var account = entry.Queue?.TopicArn.Split(':')[4];
        if (account is not null)
        {
            ReachTopic(management, parsed, account);
        }

        var cleanUp = new CleanUp(
            journal,
            new Place(management, parsed.HomeRegion.Code),
            management.As(entry.Region, settings.RestoreRole ?? entry.RestoringRole ?? entry.Role),
            new Place(account is null ? management : management.InAccount(account), parsed.HomeRegion.Code)
        );
        await cleanUp.RunAsync().ConfigureAwait(false);
        ProofOutput.WritePutBack(cleanUp.Done, cleanUp.Left, settings.JournalPath);
        return cleanUp.Left.Count == 0 ? ExitCode.Success : ExitCode.Damaged;
    }

    private static void ReachTopic(SignedApi management, DefenseSettings settings, string account)
    {
        if (settings.SecurityAccount is { } security && security.Id == account)
        {
            management.Reach(security.Id, settings.HomeRegion.Code, security.RoleArn, security.ExternalId);
        }
    }

    private static bool Agrees()
    {
        if (Console.IsInputRedirected)
        {
            throw new InvalidInputException("nobody is there to agree to the attacks; write --yes");
        }

        return ConsoleOutput.Progress().Confirm("Attack now?", defaultValue: false);
    }

    private static void RequireOfAccount(string? role, string account)
    {
        if (
            role is not null
            && !(
                role.Split(':', 6) is ["arn", _, "iam", "", var own, var name]
                && own == account
                && name.StartsWith("role/", StringComparison.Ordinal)
            )
        )
        {
            throw new InvalidInputException(
                $"--restore-role {VisibleText.Quote(role)}: write the ARN of a role of account {account}, such as "
                    + $"arn:aws:iam::{account}:role/Administrator"
            );
        }
    }

    private static InvalidInputException Missing(string option, string form) => new($"{option} is missing; write {form}");
}
