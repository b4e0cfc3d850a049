using BedrockDefense.Hunting;

namespace BedrockDefense.LogIntegrity;

/// <summary>How the files of an archive are read for checking them.</summary>
public sealed record ArchiveAccess
{
    /// <summary>Files of this machine, one for each processor at a time.</summary>
    public static ArchiveAccess OfFiles { get; } = new();

    /// <summary>Opens the paths that are not those of files; null when all are.</summary>
    public SourceOpener? OpenSource { get; init; }

    /// <summary>How many files are read at once; 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
