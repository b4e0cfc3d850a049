namespace BedrockDefense.LogIntegrity;

/// <summary>Checks that each digest of a chain names the one before it, and that none is missing.</summary>
/// <param name="digests">All digests by their names.</param>
/// <param name="unread">The names of the digests that could not be read.</param>
/// <param name="findings">Receives what is wrong.</param>
internal sealed class ChainLinks(
    IReadOnlyDictionary<string, DigestFile> digests,
    IReadOnlySet<string> unread,
    Action<IntegrityFinding> findings
)
{
    /// <summary>Checks a chain.</summary>
    /// <param name="chain">The digests of the chain in the order of their times.</param>
    public void Check(IReadOnlyList<DigestFile> chain)
    {
        CheckStart(chain[0]);
        var named = chain.Select(digest => digest.PreviousName).ToHashSet(StringComparer.Ordinal);
        foreach (var (before, digest) in chain.Zip(chain.Skip(1)))
        {
            if (digest.Content.Previous is null)
            {
                Add(
                    IntegrityProblem.NotChecked,
                    digest,
                    "the chain begins anew with it: logging or validation was off before, or digests were removed. Between "
                        + $"{Time(before.Content.EndTime)} and {Time(digest.Content.StartTime)} no digest tells of log files"
                );
                continue;
            }

            CheckPrevious(digest, before);
            if (!named.Contains(before.Name) && digests.ContainsKey(digest.PreviousName!))
            {
                Add(IntegrityProblem.Unnamed, before, $"{Shown(digest)} names another digest before it, so this one is not of the chain");
            }
        }
    }

    private void CheckStart(DigestFile first)
    {
        if (first.PreviousName is null)
        {
            return;
        }

        if (digests.TryGetValue(first.PreviousName, out var previous))
        {
            AddOrder(first, previous);
        }
        else if (!unread.Contains(first.PreviousName))
        {
            Add(
                IntegrityProblem.NotChecked,
                first,
                $"the archive begins with it, and the digest before it is not here: {Quoted(first.Content.Previous!.Key)}"
            );
        }
    }

    private void CheckPrevious(DigestFile digest, DigestFile before)
    {
        var key = digest.Content.Previous!.Key;
        if (!digests.TryGetValue(digest.PreviousName!, out var previous))
        {
            if (!unread.Contains(digest.PreviousName!))
            {
                findings(new IntegrityFinding(IntegrityProblem.Missing, key, $"it is the digest before {Shown(digest)}"));
            }
        }
        else if (previous.Chain != digest.Chain || Compare(previous, before) > 0)
        {
            AddOrder(digest, previous);
        }
        else if (!DigestCopies.IsNamed(previous, digest))
        {
            Add(IntegrityProblem.Altered, previous, $"its SHA-256 is not the one that the digest after it names, {Shown(digest)}");
        }
    }

    /// <summary>Compares digests by their times, and by their names where these are equal.</summary>
    public static int Compare(DigestFile one, DigestFile other) =>
        one.Content.EndTime.CompareTo(other.Content.EndTime) is not 0 and var order ? order : string.CompareOrdinal(one.Name, other.Name);

    private void AddOrder(DigestFile digest, DigestFile previous) =>
        Add(IntegrityProblem.Broken, digest, $"it names a digest before it that is not before it in its chain: {Shown(previous)}");

    private void Add(IntegrityProblem problem, DigestFile digest, string reason) =>
        findings(new IntegrityFinding(problem, digest.Path, reason));

    private static string Shown(DigestFile digest) => VisibleText.Of(digest.Path);

    private static string Quoted(string key) => VisibleText.Quote(key, 2 * VisibleText.Excerpt);

    private static string Time(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
}
