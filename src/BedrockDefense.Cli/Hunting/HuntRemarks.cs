using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>What a hunt did not read, understand or see, a line each: an answer is only as good as what it was given.</summary>
internal static class HuntRemarks
{
    /// <summary>The lines.</summary>
    /// <param name="report">What the hunt came to.</param>
    /// <param name="files">How many files it was to read.</param>
    public static IEnumerable<string> Of(HuntReport report, int files)
    {
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
                $"interrupted: {report.Files} of {files} files were read; what was found in them is above"
            );
        }
    }
}
