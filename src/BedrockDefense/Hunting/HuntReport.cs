namespace BedrockDefense.Hunting;

/// <summary>The result of a hunt, without its findings.</summary>
/// <param name="Files">The number of files that were read to the end, or as far as possible.</param>
/// <param name="SkippedFiles">The number of read files that contain no events: digests, and files that are not logs.</param>
/// <param name="Bytes">The number of bytes that were examined, after decompression.</param>
/// <param name="Events">The number of events.</param>
/// <param name="UnknownValues">The number of values in the files that are not events and that are not known to contain none.</param>
/// <param name="UnknownFiles">
/// The files that were skipped because their form is not known, such as a text or a picture. At most
/// <see cref="MaximumUnknownFiles"/> are listed.
/// </param>
/// <param name="UnseenAccountsAndRegions">
/// The accounts and Regions that the options name and that occur in no event, whether or not a rule matches it.
/// </param>
/// <param name="Faults">The faults of the files, in the order of the files.</param>
/// <param name="IsPartial">Whether the hunt was cancelled before every file was read.</param>
public sealed record HuntReport(
    int Files,
    int SkippedFiles,
    long Bytes,
    long Events,
    long UnknownValues,
    IReadOnlyList<string> UnknownFiles,
    IReadOnlyList<string> UnseenAccountsAndRegions,
    IReadOnlyList<FileFault> Faults,
    bool IsPartial
)
{
    /// <summary>The maximum number of <see cref="UnknownFiles"/>.</summary>
    public const int MaximumUnknownFiles = 20;

    /// <summary>
    /// The number of files that were not read, because their names say that CloudTrail delivered them too early or too late to hold
    /// events of the period (<see cref="CloudTrail.DeliveryWindow"/>).
    /// </summary>
    public int FilesOutsidePeriod { get; init; }

    /// <summary>The number of further files of unknown form, which are not listed.</summary>
    public int MoreUnknownFiles { get; init; }

    /// <summary>
    /// The last file of those that were read without a gap from the first one on; null when the first was not read. After a
    /// cancellation another hunt can go on after it.
    /// </summary>
    public string? ReadUpTo { get; init; }

    /// <summary>
    /// The files with rules that were not run, because CloudTrail records cannot contain their events or the rules have faults.
    /// </summary>
    public IReadOnlyList<string> RulesNotRun { get; init; } = [];
}
