using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.LogIntegrity;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.LogIntegrity;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>verify-logs PATH…</c>: checks CloudTrail's files against its digests.</summary>
internal sealed class VerifyLogsCommand : AsyncCommand<VerifyLogsSettings>
{
    public override Task<int> ExecuteAsync(CommandContext context, VerifyLogsSettings settings, CancellationToken cancellationToken) =>
        CheckOutput.GuardAsync("verify-logs", settings.Format ?? IntegrityOutput.Formats[0], () => Task.FromResult(Run(settings)));

    private static int Run(VerifyLogsSettings settings)
    {
        using var arguments = VerifyLogsArguments.Read(settings);
        using var interruption = new Interruption();
        IntegrityReport report;
        using (var watch = HuntWatch.Start(arguments.Sources.StoredBytes))
        {
            report = LogFileValidation.Run(arguments.Files, arguments.Keys, arguments.Access, watch?.Progress, interruption.Token);
        }

        var unlisted = arguments.Sources.Unlisted.Select(fault => new IntegrityFinding(
            IntegrityProblem.NotChecked,
            fault.File,
            fault.Message
        ));
        report = report with { Findings = [.. report.Findings, .. unlisted] };
        var exitCode =
            report.IsPartial ? ExitCode.Interrupted
            : report.IsAltered ? ExitCode.No
            : report.IsComplete ? ExitCode.Success
            : ExitCode.Damaged;
        IntegrityOutput.Write(report, arguments.Format, exitCode);
        return exitCode;
    }
}
