namespace BedrockDefense.LogIntegrity;

/// <summary>
/// Chooses among files that are the same digest by what they say. An archive may hold copies. When they differ, the one that the
/// digest after it names by its hash is right.
/// </summary>
internal static class DigestCopies
{
    /// <summary>Returns each digest once, by its name.</summary>
    /// <param name="files">The files.</param>
    /// <param name="findings">Receives the copies that are not right.</param>
    public static Dictionary<string, DigestFile> Choose(IReadOnlyList<DigestFile> files, Action<IntegrityFinding> findings)
    {
        var named = files.Where(file => file.PreviousName is not null).ToLookup(file => file.PreviousName!);
        var chosen = new Dictionary<string, DigestFile>(StringComparer.Ordinal);
        foreach (var copies in files.GroupBy(file => file.Name))
        {
            var confirmed = copies.FirstOrDefault(copy => named[copy.Name].Any(next => IsNamed(copy, next)));
            var first = confirmed ?? copies.First();
            chosen.Add(copies.Key, first);
            foreach (var copy in copies.Where(copy => !copy.Hash.AsSpan().SequenceEqual(first.Hash)))
            {
                findings(
                    new IntegrityFinding(
                        IntegrityProblem.Altered,
                        copy.Path,
                        $"it differs from {VisibleText.Of(first.Path)}, which is the same digest by its name; "
                            + (confirmed is null ? "nothing here tells which of the two is right" : "the digest after it names the other")
                    )
                );
            }
        }

        return chosen;
    }

    /// <summary>Returns whether a digest names the content of the digest before it.</summary>
    public static bool IsNamed(DigestFile digest, DigestFile next) => digest.Hash.AsSpan().SequenceEqual(next.Content.Previous!.Hash);
}
