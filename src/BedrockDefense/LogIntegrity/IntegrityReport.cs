namespace BedrockDefense.LogIntegrity;

/// <summary>What the digests in an archive say about its files.</summary>
/// <param name="Chains">The chains of digests.</param>
/// <param name="Findings">What is wrong or was not checked.</param>
public sealed record IntegrityReport(IReadOnlyList<ChainSummary> Chains, IReadOnlyList<IntegrityFinding> Findings)
{
    /// <summary>The number of log files that digests name.</summary>
    public int NamedLogFiles { get; init; }

    /// <summary>The number of log files, with copies, that hold what a digest says.</summary>
    public int UnalteredLogFiles { get; init; }

    /// <summary>The number of files that lie in the folders of their S3 key.</summary>
    public int MatchedByKey { get; init; }

    /// <summary>The number of files that lie in other folders and were recognised by their name alone.</summary>
    public int MatchedByName { get; init; }

    /// <summary>The number of files that CloudTrail does not write. They were not read.</summary>
    public int OtherFiles { get; init; }

    /// <summary>Whether the check was interrupted, so that log files were not checked.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What no check of this archive can prove, a sentence each.</summary>
    public IReadOnlyList<string> NotProved { get; init; } = [];

    /// <summary>Whether something is wrong.</summary>
    public bool IsAltered => Findings.Any(finding => finding.Problem != IntegrityProblem.NotChecked);

    /// <summary>Whether everything in the archive was checked.</summary>
    public bool IsComplete => !IsPartial && Findings.All(finding => finding.Problem != IntegrityProblem.NotChecked);
}
