using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Summarizing;
using BedrockDefense.Hunting.Summarizing;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Verbs;

/// <summary><c>summary PATH…</c>: sums up an archive: who changed or read logging, what was refused, which keys are new.</summary>
internal sealed class SummaryCommand : Command<SummarySettings>
{
    public override int Execute(CommandContext context, SummarySettings settings, CancellationToken cancellationToken)
    {
        using var archive = settings.ReadArchive();
        var options = IndexOption.Open(archive);
        using var interruption = new Interruption();
        using var output = ArchiveLineWriter.Create(settings.Format);
        SummaryReport report;
        using (var watch = HuntWatch.Start(archive.Sources.StoredBytes))
        {
            report = Summarizer.Run(archive.Sources.Files, options, settings.Top, output.Write, watch?.Progress, interruption.Token);
        }

        var reading = report.Reading with { Faults = [.. archive.Sources.Unlisted, .. report.Reading.Faults] };
        output.Finish(reading);
        foreach (var remark in NotShown(report))
        {
            ConsoleOutput.WriteRemark(remark);
        }

        var exitCode = IndexOption.Save(options, archive.Sources.Files.Count, HuntRemarks.Write(reading, archive));
        var leftOut = LeftOut(report).ToList();
        leftOut.ForEach(ConsoleOutput.WriteRemark);
        return exitCode == ExitCode.Success && leftOut.Count > 0 ? ExitCode.Damaged : exitCode;
    }

    // What --top leaves out was asked for, so that it does not change the exit code.
    private static IEnumerable<string> NotShown(SummaryReport report)
    {
        if (report.RefusedNotShown > 0)
        {
            yield return FormattableString.Invariant($"not shown: {report.RefusedNotShown} more refused calls; write a larger --top");
        }

        if (report.AccessKeysNotShown > 0)
        {
            yield return FormattableString.Invariant($"not shown: {report.AccessKeysNotShown} more access keys; write a larger --top");
        }
    }

    private static IEnumerable<string> LeftOut(SummaryReport report)
    {
        if (report.EventsWithoutTime > 0)
        {
            yield return FormattableString.Invariant(
                $"left out: {report.EventsWithoutTime} events without a readable time are counted, but in no list"
            );
        }

        if (report.MoreCalls > 0)
        {
            yield return FormattableString.Invariant(
                $"left out: {report.MoreCalls} calls, because a list would be too long; use --since, --until, --account or --region"
            );
        }
    }
}
