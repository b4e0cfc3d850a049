using System.Globalization;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The last line of an answer for people: how much was looked at.</summary>
internal static class ReportLine
{
    private const double Mega = 1e6;

    /// <summary>Returns the line.</summary>
    /// <param name="found">What was found, such as <c>3 found</c>.</param>
    /// <param name="report">The result of the reading.</param>
    public static string Of(string found, HuntReport report)
    {
        var notUnderstood = report.UnknownValues > 0 ? $"; {report.UnknownValues} values were not understood" : "";
        var notRun = report.RulesNotRun.Count > 0 ? $"; rules of {report.RulesNotRun.Count} files not looked for" : "";
        var notRead = report.FilesOutsidePeriod > 0 ? $"; {report.FilesOutsidePeriod} of another time not read" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{found} among {report.Events} events in {report.Files - report.SkippedFiles} files ("
                + $"{report.Bytes / Mega:F1} MB of JSON); {report.SkippedFiles} files without events skipped, "
                + $"{report.Faults.Select(fault => fault.File).Distinct().Count()} damaged{notUnderstood}{notRun}{notRead}."
        );
    }
}
