namespace BedrockDefense.Hunting;

/// <summary>Which events are looked at, and with what means.</summary>
public sealed record HuntOptions
{
    /// <summary>How much a file may inflate to unless something else is said, in bytes: about twenty times what CloudTrail makes.</summary>
    public const long DefaultMaximumFileBytes = 1L << 30;

    /// <summary>The earliest event looked at; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest event looked at; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The accounts whose events are looked at (<c>recipientAccountId</c>); empty for all.</summary>
    public IReadOnlySet<string> Accounts { get; init; } = new HashSet<string>();

    /// <summary>The Regions whose events are looked at; empty for all.</summary>
    public IReadOnlySet<string> Regions { get; init; } = new HashSet<string>();

    /// <summary>How much of a file is looked at, in bytes after inflating.</summary>
    public long MaximumFileBytes { get; init; } = DefaultMaximumFileBytes;

    /// <summary>Whether findings bring the record itself.</summary>
    public bool KeepsRecords { get; init; }

    /// <summary>Opens what the path <c>-</c> stands for; null where it is a file like others.</summary>
    public Func<Stream>? StandardInput { get; init; }

    /// <summary>How many files are looked at at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
