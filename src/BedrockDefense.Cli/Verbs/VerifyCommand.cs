using System.ComponentModel;
using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Live.Verifying.Resuming;
using BedrockDefense.Stack.Configuration;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>verify</c>: compares what stands in AWS with what a configuration declares.</summary>
internal sealed class VerifyCommand : AsyncCommand<VerifyCommand.Settings>
{
    private const int MostCallsPerSecond = 1_000;

    // An answer takes a fraction of a second, so one reader makes a few calls in it. More readers take more memory.
    private const int CallsPerReader = 5;
    private const int FewestReaders = 8;
    private const int MostReaders = 16;

    /// <summary>The options.</summary>
    public sealed class Settings : StackSettings
    {
        [CommandOption("--calls-per-second <N>")]
        [Description("The most requests that are sent to AWS in a second; 10 unless said otherwise.")]
        [DefaultValue(10)]
        public int CallsPerSecond { get; init; } = 10;

        [CommandOption("--deep")]
        [Description(
            "Also enter each member account, by the read-only role that bedrock-defense:verification deploys there, and compare what "
                + "stands in it."
        )]
        public bool Deep { get; init; }

        [CommandOption("--endpoint-url <URL>")]
        [Description("An address that answers for every service of AWS, such as an emulator's.")]
        public string? EndpointUrl { get; init; }

        [CommandOption("--heartbeats")]
        [Description(
            "Ask the trail, by one query of Athena, when each account and Region was last heard of. It writes a result and costs what the "
                + "query scans; without it, verify only reads."
        )]
        public bool Heartbeats { get; init; }

        [CommandOption("--resume <FILE>")]
        [Description(
            "Keep what is finished in this file when the run is interrupted or could not see everything, and go on from there the next "
                + "time. It is refused when it is of other settings, or older than 12 hours, and deleted when everything was seen."
        )]
        public string? Resume { get; init; }

        [CommandOption("--fail-on <KIND>")]
        [Description(
            "Exit with 1 only for deviations of this kind (may be repeated): missing, different, added, uncovered or unhealthy; all of "
                + "them unless said otherwise."
        )]
        public string[] FailOn { get; init; } = [];
    }

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var format = settings.FormatAmong("table", "json", CheckOutput.JUnit, CheckOutput.Sarif, "html");
        return await CheckOutput.GuardAsync("verify", format, () => RunAsync(settings, format)).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(Settings settings, string format)
    {
        var endpoint = EndpointOption.Parse(settings.EndpointUrl);
        var failing = KindsOf(settings.FailOn);
        if (settings.CallsPerSecond is < 1 or > MostCallsPerSecond)
        {
            throw new InvalidInputException($"--calls-per-second {settings.CallsPerSecond}: write a number from 1 to {MostCallsPerSecond}");
        }

        var config = settings.ReadConfig();
        var parsed = CheckedSettings.Parse(config);
        if (settings.Deep && parsed.Auditor is null)
        {
            throw new InvalidInputException(
                "--deep: the settings say nobody who may enter the member accounts, so no role is deployed there; set "
                    + "bedrock-defense:verification.auditor to the ARN of the management account's role that verify runs with, and deploy"
            );
        }

        using var interruption = new Interruption();
        using var session = new AwsSession(new AwsEndpoints(endpoint), settings.CallsPerSecond, TimeProvider.System)
        {
            Cancellation = interruption.Token,
            Received = new AnswerUpkeep().Note,
        };
        VerificationReport report;
        Checkpoint? checkpoint = null;
        try
        {
            var api = await SignedApi.SignInAsync(session, parsed.HomeRegion.Code).ConfigureAwait(false);
            checkpoint = settings.Resume is { } file
                ? Checkpoint.Open(file, VerificationIdentity.Of(CommandLine.Version, config, api.Id), TimeProvider.System.GetUtcNow())
                : null;
            report = await VerificationProgress
                .WhileAsync(show =>
                    new Verification(config, api)
                    {
                        Reach = (account, role, externalId) => api.Reach(account, parsed.HomeRegion.Code, role, externalId),
                        Enter = settings.Deep ? (account, role) => api.EnterAsync(account, parsed.HomeRegion.Code, role) : null,
                        Begin = requests => Announce(requests, settings.CallsPerSecond),
                        Progress = show,
                        ParallelReads = Math.Clamp(settings.CallsPerSecond / CallsPerReader, FewestReaders, MostReaders),
                        AsksTrail = settings.Heartbeats,
                        Checkpoint = checkpoint,
                        CountRequests = () => session.SentRequests,
                    }.RunAsync(interruption.Token)
                )
                .ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            checkpoint?.Save();
            CheckOutput.WriteNotRun("verify", format, ExitCode.Damaged, $"Nothing could be seen: {exception.Message}");
            ConsoleOutput.WriteRemark($"error: nothing could be seen: {VisibleText.Of(exception.Message)}");
            return ExitCode.Damaged;
        }
        catch (OperationCanceledException)
        {
            checkpoint?.Save();
            CheckOutput.WriteNotRun("verify", format, ExitCode.Interrupted, "Interrupted: nothing can be said.");
            ConsoleOutput.WriteRemark(
                settings.Resume is null ? "Interrupted: nothing can be said. With --resume FILE the next run could go on from here."
                : checkpoint is null ? "Interrupted: nothing can be said."
                : $"Interrupted: nothing can be said yet. What is finished is in {VisibleText.Quote(settings.Resume)}; "
                    + "the same command goes on."
            );
            return ExitCode.Interrupted;
        }

        var exitCode =
            report.Deviations.Any(deviation => failing.Contains(deviation.Kind)) ? ExitCode.No
            : report.IsComplete ? ExitCode.Success
            : ExitCode.Damaged;
        if (CheckOutput.Knows(format))
        {
            CheckOutput.Write(VerificationChecks.Of(report, settings.Config ?? ConfigFile.Default, exitCode), format);
        }
        else
        {
            VerificationOutput.Write(report, format);
        }

        Finish(checkpoint, report, settings.Resume);
        return exitCode;
    }

    // Credentials that expire in the middle leave the rest unseen. What was read before must not be lost.
    private static void Finish(Checkpoint? checkpoint, VerificationReport report, string? file)
    {
        if (report.IsComplete)
        {
            checkpoint?.Delete();
        }
        else if (checkpoint is not null)
        {
            checkpoint.Save();
            ConsoleOutput.WriteRemark(
                $"What was seen is in {VisibleText.Quote(file!)}; the same command reads only the rest. Delete it to read everything again."
            );
        }
    }

    private static void Announce(long requests, int callsPerSecond)
    {
        var time = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((double)requests / callsPerSecond)));
        ConsoleOutput.WriteRemark(
            string.Create(
                CultureInfo.InvariantCulture,
                $"About {requests} requests, which take at least {Duration.Describe(time)} at {callsPerSecond} a second."
            )
        );
        if (time > Checkpoint.LongestAge)
        {
            ConsoleOutput.WriteRemark(
                $"That is longer than --resume keeps what was read ({Checkpoint.LongestAge.TotalHours} hours): raise --calls-per-second."
            );
        }
    }

    private static string NameOf(DeviationKind? kind) => $"{kind}".ToLowerInvariant();

    private static HashSet<DeviationKind> KindsOf(string[] names)
    {
        DeviationKind[] kinds =
        [
            DeviationKind.Missing,
            DeviationKind.Different,
            DeviationKind.Added,
            DeviationKind.Uncovered,
            DeviationKind.Unhealthy,
        ];
        return names.Length == 0
            ? [.. kinds]
            :
            [
                .. names.Select(name =>
                    kinds.Cast<DeviationKind?>().SingleOrDefault(kind => NameOf(kind) == name)
                    ?? throw new InvalidInputException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"--fail-on {VisibleText.Quote(name)}: write missing, different, added, uncovered or unhealthy"
                        )
                    )
                ),
            ];
    }
}
