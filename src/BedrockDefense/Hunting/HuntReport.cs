namespace BedrockDefense.Hunting;

/// <summary>What a hunt came to, besides its findings.</summary>
/// <param name="Files">How many files were read to their end, or as far as they can be read.</param>
/// <param name="Skipped">How many of them hold no events: digests, and files that are no logs.</param>
/// <param name="Bytes">How many bytes were looked at, after inflating.</param>
/// <param name="Events">How many events.</param>
/// <param name="NotUnderstood">How many values in them are neither events nor known to hold none.</param>
/// <param name="UnknownFiles">
/// Files that were skipped without being known, such as a text or a picture; at most <see cref="MostUnknownFiles"/> of them.
/// </param>
/// <param name="Unseen">Accounts and Regions that were asked for and occur in no event, found or not.</param>
/// <param name="Faults">What is wrong with files, in their order.</param>
/// <param name="IsPartial">Whether it was cancelled before every file was read.</param>
public sealed record HuntReport(
    int Files,
    int Skipped,
    long Bytes,
    long Events,
    long NotUnderstood,
    IReadOnlyList<string> UnknownFiles,
    IReadOnlyList<string> Unseen,
    IReadOnlyList<FileFault> Faults,
    bool IsPartial
)
{
    /// <summary>How many skipped files are listed.</summary>
    public const int MostUnknownFiles = 20;

    /// <summary>How many more files than are listed were skipped without being known.</summary>
    public int MoreUnknownFiles { get; init; }

    /// <summary>The files with rules that were not looked for, since they cannot be.</summary>
    public IReadOnlyList<string> RulesNotRun { get; init; } = [];
}
