namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// Tells the story of credentials from the files of an archive: where they come from, what was done with them, what of it is new, and in
/// which order it happened. Each part that is asked for reads the files again, because only the part before says what to look for.
/// </summary>
public static class Investigator
{
    /// <summary>Investigates.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="files">The paths of the files. Each must be readable several times.</param>
    /// <param name="options">How the files are read. Its time, accounts and Regions apply to the events to start from.</param>
    /// <param name="onLine">Receives the answer, part by part.</param>
    /// <param name="progress">Receives the progress of each reading.</param>
    /// <param name="cancellation">Stops the reading early. Then the answer is incomplete, and its report says so.</param>
    public static InvestigationReport Run(
        InvestigationRequest request,
        IReadOnlyList<string> files,
        HuntOptions options,
        Action<InvestigationLine> onLine,
        HuntProgress? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onLine);
        var chain = new ChainReading(request.Start, files, options, progress, cancellation);
        var (missing, shows) = (0L, request.Parts.HasFlag(InvestigationParts.Chain));
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in chain.Links)
        {
            missing += link.Kind == ChainLinkKind.Missing ? 1 : 0;
            if (link.Kind is ChainLinkKind.Use or ChainLinkKind.Issued)
            {
                keys.Add(link.Key!);
            }

            if (shows)
            {
                onLine(link);
            }
        }

        var report = chain.Report with { MissingLinks = missing };
        if (!shows)
        {
            // The chain says itself which keys were not used.
            report = report with
            {
                UnseenStarts = [.. report.UnseenStarts, .. chain.UnusedKeys.Select(key => $"access key {key}")],
            };
        }

        if ((request.Parts & ~InvestigationParts.Chain) == 0 || cancellation.IsCancellationRequested)
        {
            return report;
        }

        var everything = ChainReading.EverythingOf(options);
        var reader = new StoryReader(files, chain.Spans, everything, progress, cancellation);
        var first = request.Start.First ?? chain.First;
        var story = new Story(request, [.. keys], first, options.Since ?? first - InvestigationRequest.Lead);
        story.Tell(reader, chain.FilesOfStory(files, keys), onLine);
        return report with
        {
            Reading = report.Reading with
            {
                Faults = [.. report.Reading.Faults.Union(reader.Faults)],
                IsPartial = report.Reading.IsPartial || cancellation.IsCancellationRequested,
            },
            Omissions = story.Omissions,
        };
    }
}
