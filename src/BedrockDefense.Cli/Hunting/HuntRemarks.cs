using BedrockDefense.Cli.Output;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The remarks on what a hunt did not read, understand or see, a line each. They show how complete the answer is.</summary>
internal static class HuntRemarks
{
    /// <summary>Writes the remarks to standard error.</summary>
    /// <param name="report">The result of the hunt.</param>
    /// <param name="archive">What the hunt was given.</param>
    /// <returns>The exit code for an answer with these remarks.</returns>
    public static int Write(HuntReport report, ArchiveArguments archive)
    {
        foreach (var line in Of(report, archive.Sources, archive.Options))
        {
            ConsoleOutput.WriteRemark(line);
        }

        return report.IsPartial ? ExitCode.Interrupted
            : report is { Faults.Count: 0, UnseenAccountsAndRegions.Count: 0, RulesNotRun.Count: 0 } ? ExitCode.Success
            : ExitCode.Damaged;
    }

    private static IEnumerable<string> Of(HuntReport report, LogSources sources, HuntOptions options)
    {
        if (sources.FoldersLeftOut + sources.ObjectsLeftOut > 0)
        {
            yield return FormattableString.Invariant(
                $"not read: {sources.FoldersLeftOut} folders and {sources.ObjectsLeftOut} further objects in S3, which by their names "
            ) + "are of other accounts, Regions or times";
        }

        if (report.FilesOutsidePeriod > 0)
        {
            var early = $"more than {Span(DeliveryWindow.Early)} before --since";
            var late = $"more than {Span(options.Late)} after --until (--late)";
            var reason =
                options.Since is null ? late
                : options.Until is null ? early
                : $"{early} or {late}";
            yield return FormattableString.Invariant(
                $"not read: {report.FilesOutsidePeriod} files, which by their names were delivered {reason}"
            );
        }

        foreach (var file in report.UnknownFiles)
        {
            yield return VisibleText.Of($"skipped: {file}: is no JSON, no gzip data and no table");
        }

        if (report.MoreUnknownFiles > 0)
        {
            yield return FormattableString.Invariant($"skipped: {report.MoreUnknownFiles} more such files");
        }

        foreach (var fault in report.Faults)
        {
            yield return $"damaged: {fault}";
        }

        foreach (var value in report.UnseenAccountsAndRegions)
        {
            yield return FormattableString.Invariant(
                $"not seen: none of the {report.Events} events is of {value}; is it written as in the events?"
            );
        }

        if (report.IsPartial)
        {
            yield return FormattableString.Invariant(
                $"interrupted: {report.Files} of {sources.Files.Count - report.FilesOutsidePeriod} files were read; what was found in them "
            ) + "is above";
            if (report.ReadUpTo is { } last)
            {
                yield return VisibleText.Of(
                    $"to go on: --start-after {ShellWord.Of(last)}; what only events on both sides of it show together is not found then"
                );
            }
        }
    }

    // The largest unit of which it is a whole number.
    private static string Span(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? FormattableString.Invariant($"{time.TotalDays} d")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? FormattableString.Invariant($"{time.TotalHours} h")
        : FormattableString.Invariant($"{time.TotalMinutes} min");
}
