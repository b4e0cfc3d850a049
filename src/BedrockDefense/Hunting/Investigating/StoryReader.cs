using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Reads the files of an archive again, and gathers what is wrong with them.</summary>
/// <param name="files">The files of the archive.</param>
/// <param name="spans">The times of the events in them, as the first reading saw them.</param>
/// <param name="options">How the files are read.</param>
/// <param name="progress">Receives the progress of each reading.</param>
/// <param name="cancellation">Stops the reading early.</param>
internal sealed class StoryReader(
    IReadOnlyList<string> files,
    FileSpans spans,
    HuntOptions options,
    HuntProgress? progress,
    CancellationToken cancellation
)
{
    private readonly List<FileFault> _faults = [];

    /// <summary>What is wrong with the files.</summary>
    public IReadOnlyList<FileFault> Faults => _faults;

    /// <summary>Whether the reading was stopped early.</summary>
    public bool IsCancelled => cancellation.IsCancellationRequested;

    /// <summary>Reads files.</summary>
    /// <param name="rules">The rules that say in which files events of the answer can be.</param>
    /// <param name="period">The time of the events; null on a side without a limit.</param>
    /// <param name="some">The files to read; null for all.</param>
    /// <param name="newSink">Creates the sink of a thread.</param>
    /// <param name="onFound">Receives what is found.</param>
    public void Read<T>(
        IReadOnlyList<SigmaRule> rules,
        (DateTimeOffset? Since, DateTimeOffset? Until) period,
        IReadOnlyList<string>? some,
        Func<HuntOptions, Sightings, CancellationToken, IFileSink<T>> newSink,
        Action<T> onFound
    )
    {
        if (IsCancelled)
        {
            return;
        }

        var limited = options with { Since = period.Since, Until = period.Until };
        var sightings = new Sightings(limited);
        var report = new ArchiveReader<T>(limited, FileNeeds.Of(rules, limited), sightings, onFound).Read(
            spans.Among(some ?? files, period),
            () => newSink(limited, sightings, cancellation),
            progress,
            cancellation
        );
        Add(report.Faults);
    }

    /// <summary>Adds faults.</summary>
    public void Add(IEnumerable<FileFault> faults) => _faults.AddRange(faults);
}
