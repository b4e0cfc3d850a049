using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// Traces credentials through the files of an archive. The files are read once to learn where credentials were issued. Then only those
/// that hold a link of the answer are read again.
/// </summary>
internal sealed class ChainReading
{
    /// <summary>The most events of an answer. More would help nobody, and must not fill the memory.</summary>
    public const int MostEvents = 10_000;

    private readonly InvestigationStart _start;
    private readonly CredentialPlaces _places = new();
    private readonly StoryFiles _files = new();
    private readonly List<CredentialEvent> _events;
    private readonly IReadOnlyList<(string Key, CredentialEvent? First)> _uses;
    private readonly IdentityChain _chain;

    /// <summary>Reads the files.</summary>
    /// <param name="start">The events to start from.</param>
    /// <param name="files">The paths of the files. Each must be readable twice.</param>
    /// <param name="options">How the files are read. Its time, accounts and Regions apply to the events to start from.</param>
    /// <param name="progress">Receives the progress of the first reading.</param>
    /// <param name="cancellation">Stops the reading early. Then nothing is traced, because a link could be missing.</param>
    public ChainReading(
        InvestigationStart start,
        IReadOnlyList<string> files,
        HuntOptions options,
        HuntProgress? progress,
        CancellationToken cancellation
    )
    {
        _start = start;
        var index = CredentialIndex.Of(start);
        var (sightings, starts) = (new Sightings(options), new StartSightings(start));
        var everything = EverythingOf(options);
        if (options.Accounts.Count > 0 || options.Regions.Count > 0)
        {
            // Whether an account or Region occurs at all is only known when every file is read.
            everything = everything with
            {
                Index = null,
            };
        }

        var needs = FileNeeds.Of([start.Rule, CredentialRules.Issuing, BlindWindowRules.Blinded, BlindWindowRules.Restored], everything);
        var report = new ArchiveReader<CredentialPlace>(everything, needs, sightings, _places.Add).Read(
            files,
            () =>
                new SpanSink<CredentialPlace>(new PlaceSink(index, starts, _files, options, sightings, cancellation), Spans, cancellation),
            progress,
            cancellation
        );
        var faults = new List<FileFault>(report.Faults);
        _events = Read(_places.Choose(start.AccessKeys, MostEvents));
        var issuings = new Issuings(_events);
        var logins = Read([
            .. _events
                .Where(one => one is { CallerArn: not null, SessionCreated: not null, CallerKey: { } key } && issuings.Of(key).Count == 0)
                .SelectMany(one => _places.Logins(one.CallerArn!, one.SessionCreated!.Value))
                .Take(MostEvents),
        ]);
        (_chain, _uses) = (new IdentityChain(issuings, logins), Uses());
        Report = new InvestigationReport(
            report with
            {
                Faults = faults,
                IsPartial = report.IsPartial || cancellation.IsCancellationRequested,
            },
            _uses.Count
        )
        {
            StartsWithoutKey = _places.StartsWithoutKey,
            UnseenStarts = starts.Unseen,
            LinksLeftOut = _places.MoreStarts + _places.MoreIssues,
        };

        List<CredentialEvent> Read(HashSet<(string File, long Offset)> wanted)
        {
            var found = new List<CredentialEvent>();
            if (wanted.Count == 0 || cancellation.IsCancellationRequested)
            {
                return found;
            }

            var nothing = new Sightings(everything);
            _ = new ArchiveReader<CredentialEvent>(everything, needs, nothing, found.Add).Read(
                [.. wanted.Select(place => place.File).Distinct()],
                () => new CredentialEventSink(index, wanted, everything, nothing, cancellation),
                progress: null,
                cancellation
            );
            if (!cancellation.IsCancellationRequested)
            {
                faults.AddRange(Changed(wanted, found.Select(one => (one.File, one.Offset))));
            }

            return found;
        }
    }

    /// <summary>The result of the reading.</summary>
    public InvestigationReport Report { get; }

    /// <summary>The times of the events in the files that were read.</summary>
    public FileSpans Spans { get; } = new();

    /// <summary>The links of the traced keys, key by key. They are followed anew each time: too many to keep.</summary>
    public IEnumerable<ChainLink> Links => _uses.SelectMany(use => _chain.Of(use.Key, use.First));

    /// <summary>The access keys to start from that no event to start from was called with.</summary>
    public IEnumerable<string> UnusedKeys => _uses.Where(use => use.First is null).Select(use => use.Key);

    /// <summary>The time of the first event to start from; null when there is none with a readable time.</summary>
    public DateTimeOffset? First => _places.FirstStart;

    /// <summary>
    /// Returns the files in which calls with access keys and changes of logging can be; all files when the first reading did not know all
    /// of the keys.
    /// </summary>
    /// <param name="files">The files of the archive.</param>
    /// <param name="keys">The access keys.</param>
    public IReadOnlyList<string> FilesOfStory(IReadOnlyList<string> files, IEnumerable<string> keys) =>
        keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(_start.AccessKeys) ? _files.Among(files) : files;

    /// <summary>Returns the options for reading what belongs to credentials, which may be used at any time and in any account.</summary>
    public static HuntOptions EverythingOf(HuntOptions options) =>
        options with
        {
            Since = null,
            Until = null,
            Accounts = new HashSet<string>(),
            Regions = new HashSet<string>(),
        };

    /// <summary>Returns a fault for each place at which an event was seen before, and is not found again.</summary>
    public static IEnumerable<FileFault> Changed(
        IEnumerable<(string File, long Offset)> wanted,
        IEnumerable<(string File, long Offset)> found
    ) =>
        wanted
            .Except(found)
            .Select(place => new FileFault(place.File, "the event was there once, and not again; did the file change?", place.Offset));

    // Of several events at one place, such as those in one message, only those with the key count.
    private List<(string Key, CredentialEvent? First)> Uses()
    {
        var firsts = _places.Starts.Select(place => (place.File, place.Offset, place.Used)).ToHashSet();
        var uses = _events
            .Where(one => one.CallerKey is { } key && firsts.Contains((one.File, one.Offset, Digest.OfText(key))))
            .DistinctBy(one => one.CallerKey)
            .OrderBy(one => one.Time)
            .ToList();
        return
        [
            .. uses.Select(one => (one.CallerKey!, (CredentialEvent?)one)),
            .. _start.AccessKeys.Except(uses.Select(one => one.CallerKey!)).Select(key => (key, (CredentialEvent?)null)),
        ];
    }
}
