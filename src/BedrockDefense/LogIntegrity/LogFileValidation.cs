using System.Collections.Concurrent;
using BedrockDefense.Hunting;

namespace BedrockDefense.LogIntegrity;

/// <summary>
/// Checks CloudTrail's files against its digests, without AWS (AWS CloudTrail User Guide, "Validating CloudTrail log file integrity").
/// </summary>
public static class LogFileValidation
{
    /// <summary>Checks an archive.</summary>
    /// <param name="files">The paths of all its files, each once.</param>
    /// <param name="keys">The public keys that signatures are checked with; null to check none.</param>
    /// <param name="access">How the files are read.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the check early; the report says so.</param>
    public static IntegrityReport Run(
        IReadOnlyList<string> files,
        PublicKeys? keys,
        ArchiveAccess access,
        HuntProgress? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(access);
        var archive = new ArchivedFiles(files);
        var findings = new ConcurrentBag<IntegrityFinding>();
        progress?.Begin([.. archive.Digests.Values.SelectMany(paths => paths)]);
        IReadOnlyList<DigestFile> read;
        try
        {
            read = DigestReader.Read(archive, findings, access, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Without all digests nothing can be said of chains and log files.
            return new IntegrityReport([], Sorted(findings)) { IsPartial = true };
        }

        if (archive.Digests.Count == 0)
        {
            findings.Add(
                new IntegrityFinding(IntegrityProblem.NotChecked, "", "there is no digest among the files, so nothing was checked")
            );
        }

        var digests = DigestCopies.Choose(read, findings.Add);
        var (chains, unconfirmed) = CheckChains(archive, digests, keys, access, findings);
        var logs = new NamedLogs(archive, digests.Values, findings);
        var others = logs.CheckNames(new CoveredTime(digests.Values));
        progress?.Begin([.. archive.Digests.Values.SelectMany(paths => paths), .. logs.Paths]);
        var isPartial = false;
        try
        {
            logs.CheckContents(access, progress, cancellation);
        }
        catch (OperationCanceledException)
        {
            isPartial = true;
        }

        var matched = logs.CountMatchedByKey();
        return new IntegrityReport(chains, Sorted(findings))
        {
            NamedLogFiles = logs.Count,
            UnalteredLogFiles = logs.Unaltered,
            MatchedByKey = matched,
            MatchedByName = logs.Paths.Count() - matched,
            OtherFiles = others,
            IsPartial = isPartial,
            NotProved = chains.Count == 0 ? [] : [.. Unprovable(keys is not null, unconfirmed)],
        };
    }

    private static (List<ChainSummary> Chains, int Unconfirmed) CheckChains(
        ArchivedFiles archive,
        Dictionary<string, DigestFile> digests,
        PublicKeys? keys,
        ArchiveAccess access,
        ConcurrentBag<IntegrityFinding> findings
    )
    {
        var unread = archive.Digests.Keys.Where(name => !digests.ContainsKey(name)).ToHashSet(StringComparer.Ordinal);
        var links = new ChainLinks(digests, unread, findings.Add);
        var signatures = new SignatureCheck(keys, archive, digests.Values, access.OpenSource, findings.Add);
        var (chains, unconfirmed) = (new List<ChainSummary>(), 0);
        foreach (var group in digests.Values.GroupBy(digest => digest.Chain!).OrderBy(group => $"{group.Key}", StringComparer.Ordinal))
        {
            var chain = group.ToList();
            chain.Sort(ChainLinks.Compare);
            links.Check(chain);
            var valid = chain.Where(signatures.Check).ToHashSet();
            unconfirmed += valid.Contains(chain[^1]) ? 0 : 1;
            chains.Add(new ChainSummary(group.Key, chain.Count, chain[0].Content.StartTime, chain[^1].Content.EndTime, valid.Count));
        }

        return (chains, unconfirmed);
    }

    private static IEnumerable<string> Unprovable(bool hasKeys, int unconfirmed)
    {
        if (!hasKeys)
        {
            yield return "no signature was checked (--public-keys): whoever alters a log file and rewrites every digest from its hour "
                + "on to agree is not found out";
        }

        if (unconfirmed > 0)
        {
            yield return FormattableString.Invariant(
                $"the newest digest of {unconfirmed} chains: neither a digest after it nor a valid signature confirms it"
            );
        }

        yield return "that a chain does not go on: digests cut off at its end, with their log files, are not missed";
        yield return "what was delivered before the first digest of a chain";
    }

    private static List<IntegrityFinding> Sorted(IEnumerable<IntegrityFinding> findings) =>
        [
            .. findings
                .OrderBy(finding => finding.Problem)
                .ThenBy(finding => finding.Reason, StringComparer.Ordinal)
                .ThenBy(finding => finding.File, StringComparer.Ordinal),
        ];
}
