using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Indexing;

namespace BedrockDefense.Hunting;

/// <summary>The events that a hunt examines, and how it reads them.</summary>
public sealed record HuntOptions
{
    /// <summary>The default of <see cref="MaximumFileBytes"/>, about twenty times the size of the files that CloudTrail writes.</summary>
    public const long DefaultMaximumFileBytes = 1L << 30;

    /// <summary>The earliest time of events to examine; null for no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest time of events to examine; null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// The longest time between an event and its delivery. Delivered files whose names say that they were delivered later than this
    /// after <see cref="Until"/> are not read.
    /// </summary>
    public TimeSpan Late { get; init; } = DeliveryWindow.DefaultLate;

    /// <summary>The accounts whose events are examined (<c>recipientAccountId</c>); empty for all accounts.</summary>
    public IReadOnlySet<string> Accounts { get; init; } = new HashSet<string>();

    /// <summary>The Regions whose events are examined; empty for all Regions.</summary>
    public IReadOnlySet<string> Regions { get; init; } = new HashSet<string>();

    /// <summary>
    /// Accounts and Regions of which there are files, even if none of those files is read. That no event of theirs occurs does not mean
    /// that they are misspelt.
    /// </summary>
    public IReadOnlySet<string> KnownAccountsAndRegions { get; init; } = new HashSet<string>();

    /// <summary>The maximum number of bytes that are read of a file, after decompression.</summary>
    public long MaximumFileBytes { get; init; } = DefaultMaximumFileBytes;

    /// <summary>Whether findings contain the whole record.</summary>
    public bool KeepsRecords { get; init; }

    /// <summary>Opens the paths that are not those of files; null when all are.</summary>
    public SourceOpener? OpenSource { get; init; }

    /// <summary>What was listed of the paths that are not those of files; null when all are.</summary>
    public ISourceList? Listed { get; init; }

    /// <summary>Whether findings contain the address that the call came from.</summary>
    public bool KeepsAddresses { get; init; }

    /// <summary>What is known of the files from earlier questions; null to read all of them.</summary>
    public ArchiveIndex? Index { get; init; }

    /// <summary>
    /// The number of records that each thread parses before it postpones those that matter only after other events. To postpone pays
    /// only where there are many, since some files are then read twice.
    /// </summary>
    internal int ParsedFirst { get; init; } = 2_000;

    /// <summary>The number of files that are read in parallel.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
