using BedrockDefense.Cli.Output;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>Writes what was found out about the files of an archive for people.</summary>
internal static class IntegrityTable
{
    // One cause, such as a folder that was not copied, can be behind thousands of files.
    private const int MostFiles = 20;
    private const int MostChains = 20;

    /// <summary>Writes a report.</summary>
    public static void Write(IntegrityReport report, TextWriter output)
    {
        foreach (var alike in report.Findings.GroupBy(finding => (finding.Problem, finding.Reason)))
        {
            ConsoleOutput.WriteLine($"{IntegrityOutput.Name(alike.Key.Problem)}  {VisibleText.Of(alike.Key.Reason)}", indent: 2, output);
            foreach (var finding in alike.Where(finding => finding.File.Length > 0).Take(MostFiles))
            {
                ConsoleOutput.WriteLine($"  {VisibleText.Of(finding.File)}", indent: 4, output);
            }

            if (alike.Count() is > MostFiles and var count)
            {
                output.WriteLine(FormattableString.Invariant($"  and {count - MostFiles} more; --format json lists all"));
            }
        }

        if (report.Findings.Count > 0)
        {
            output.WriteLine();
        }

        ConsoleOutput.WriteLine(Summary(report), output: output);
        foreach (var fact in Facts(report))
        {
            ConsoleOutput.WriteLine(fact, indent: 2, output);
        }
    }

    /// <summary>Says in a sentence what the answer is.</summary>
    public static string Summary(IntegrityReport report)
    {
        var wrong = report.Findings.Count(finding => finding.Problem != IntegrityProblem.NotChecked);
        var unchecked_ = report.Findings.Count - wrong;
        var verdict =
            (report.IsPartial ? "Interrupted; this is not all. " : "")
            + (
                wrong > 0 ? $"{Count(wrong, "thing is", "things are")} not as CloudTrail delivered it"
                : report.IsComplete ? "Nothing is altered or missing"
                : report.IsPartial ? "Nothing wrong was found until then"
                : "Nothing wrong was found, but not everything could be checked"
            );
        var digests = report.Chains.Sum(chain => chain.Digests);
        return $"{verdict}: {report.UnalteredLogFiles} of {Count(report.NamedLogFiles, "log file", "log files")} hold what "
            + $"{Count(digests, "digest", "digests")} of {Count(report.Chains.Count, "chain", "chains")} say; "
            + $"{Count(unchecked_, "thing was", "things were")} not checked.";
    }

    /// <summary>Says in lines what was looked at, and what is not proved.</summary>
    public static IEnumerable<string> Facts(IntegrityReport report)
    {
        foreach (var chain in report.Chains.Take(MostChains))
        {
            yield return Chain(chain);
        }

        if (report.Chains.Count > MostChains)
        {
            yield return FormattableString.Invariant($"and {report.Chains.Count - MostChains} more chains; --format json lists all");
        }

        if (report.MatchedByKey + report.MatchedByName > 0)
        {
            yield return $"Recognised: {Count(report.MatchedByKey, "log file", "log files")} by the end of their S3 key, "
                + FormattableString.Invariant($"{report.MatchedByName} in other folders by their name.");
        }

        if (report.OtherFiles > 0)
        {
            yield return $"Not looked at: {Count(report.OtherFiles, "file", "files")} that by the name CloudTrail did not deliver.";
        }

        foreach (var sentence in report.NotProved)
        {
            yield return $"Not proved: {sentence}.";
        }
    }

    private static string Chain(ChainSummary chain) =>
        FormattableString.Invariant(
            $"Chain {chain.Chain.Account} {chain.Chain.Region} {chain.Chain.Trail}{(chain.Chain.IsBackfill ? " (backfill)" : "")}: "
        )
        + FormattableString.Invariant(
            $"{chain.From.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} to {chain.Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, "
        )
        + FormattableString.Invariant($"{Count(chain.Digests, "digest", "digests")}, {chain.ValidSignatures} with a valid signature.");

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
