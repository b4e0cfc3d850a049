namespace BedrockDefense.Hunting.Postponing;

/// <summary>The files with postponed records. All threads share this object.</summary>
internal sealed class PostponedFiles
{
    /// <summary>The maximum number of groups of events in all files, each of which takes about 40 bytes.</summary>
    private const int MaximumSpans = 200_000;

    private readonly Lock _lock = new();
    private readonly List<PostponedFile> _files = [];
    private int _spans;

    /// <summary>Whether no more files can be kept, so that all further records must be parsed at once.</summary>
    public bool IsFull => Volatile.Read(ref _spans) > MaximumSpans;

    /// <summary>Adds a file.</summary>
    public void Add(PostponedFile file)
    {
        lock (_lock)
        {
            _files.Add(file);
            _spans += file.Spans.Length + 1;
        }
    }

    /// <summary>Returns the files that must be read again, by their paths. A path that was given twice has two.</summary>
    public ILookup<string, PostponedFile> Needed(OpenWindows windows)
    {
        lock (_lock)
        {
            return _files
                .Where(file => Array.Exists(file.Spans, span => windows.IsOpenWithin(span.First, span.Last)))
                .ToLookup(file => file.File, StringComparer.Ordinal);
        }
    }
}
