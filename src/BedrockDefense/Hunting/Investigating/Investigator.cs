using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Indexing;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// Traces credentials through the files of an archive. The files are read once to learn where credentials were issued. Then only those
/// that hold a link of the answer are read again.
/// </summary>
public static class Investigator
{
    /// <summary>The most events of an answer. More would help nobody, and must not fill the memory.</summary>
    public const int MostEvents = 10_000;

    /// <summary>Traces the credentials of events.</summary>
    /// <param name="start">The events to start from.</param>
    /// <param name="files">The paths of the files. Each must be readable twice.</param>
    /// <param name="options">How the files are read. Its time, accounts and Regions apply to the events to start from.</param>
    /// <param name="onLink">Receives the links, key by key.</param>
    /// <param name="progress">Receives the progress of the first reading.</param>
    /// <param name="cancellation">Stops the reading early. Then nothing is traced, because a link could be missing.</param>
    public static InvestigationReport Run(
        InvestigationStart start,
        IReadOnlyList<string> files,
        HuntOptions options,
        Action<ChainLink> onLink,
        HuntProgress? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onLink);
        var index = CredentialIndex.Of(start);
        var places = new CredentialPlaces();
        var sightings = new Sightings(options);

        // A credential may have been issued at any time before its use, and in another account.
        var everything = options with
        {
            Since = null,
            Until = null,
            Accounts = new HashSet<string>(),
            Regions = new HashSet<string>(),
        };
        if (options.Accounts.Count > 0 || options.Regions.Count > 0)
        {
            // Whether an account or Region occurs at all is only known when every file is read.
            everything = everything with
            {
                Index = null,
            };
        }

        var needs = FileNeeds.Of([start.Rule, CredentialRules.Issuing], everything);
        var report = new ArchiveReader<CredentialPlace>(everything, needs, sightings, places.Add).Read(
            files,
            () => new PlaceSink(index, options, sightings, cancellation),
            progress,
            cancellation
        );
        var faults = new List<FileFault>(report.Faults);
        var events = Read(places.Choose(start.AccessKeys, MostEvents));
        var issuings = new Issuings(events);
        var logins = Read([
            .. events
                .Where(one => one is { CallerArn: not null, SessionCreated: not null, CallerKey: { } key } && issuings.Of(key).Count == 0)
                .SelectMany(one => places.Logins(one.CallerArn!, one.SessionCreated!.Value))
                .Take(MostEvents),
        ]);

        var uses = Uses(start, places, events);
        var (chain, missing) = (new IdentityChain(issuings, logins), 0L);
        foreach (var link in uses.SelectMany(use => chain.Of(use.Key, use.First)))
        {
            missing += link.Kind == ChainLinkKind.Missing ? 1 : 0;
            onLink(link);
        }

        return new InvestigationReport(
            report with
            {
                Faults = faults,
                IsPartial = report.IsPartial || cancellation.IsCancellationRequested,
            },
            uses.Count,
            missing,
            places.StartsWithoutKey,
            places.MoreStarts + places.MoreIssues
        );

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
                faults.AddRange(
                    wanted
                        .Except(found.Select(one => (one.File, one.Offset)))
                        .Select(place => new FileFault(
                            place.File,
                            "the event was there once, and not again; did the file change?",
                            place.Offset
                        ))
                );
            }

            return found;
        }
    }

    // Of several events at one place, such as those in one message, only those with the key count.
    private static List<(string Key, CredentialEvent? First)> Uses(
        InvestigationStart start,
        CredentialPlaces places,
        List<CredentialEvent> events
    )
    {
        var firsts = places.Starts.Select(place => (place.File, place.Offset, place.Used)).ToHashSet();
        var uses = events
            .Where(one => one.CallerKey is { } key && firsts.Contains((one.File, one.Offset, Digest.Of([key]))))
            .DistinctBy(one => one.CallerKey)
            .OrderBy(one => one.Time)
            .ToList();
        return
        [
            .. uses.Select(one => (one.CallerKey!, (CredentialEvent?)one)),
            .. start.AccessKeys.Except(uses.Select(one => one.CallerKey!)).Select(key => (key, (CredentialEvent?)null)),
        ];
    }
}
