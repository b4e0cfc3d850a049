using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Indexing;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Searching;

/// <summary>Searches the files of an archive for events that fulfil conditions, in every form that a hunt can read.</summary>
public static class Searcher
{
    /// <summary>Searches files.</summary>
    /// <param name="query">The conditions.</param>
    /// <param name="files">The paths of the files.</param>
    /// <param name="options">The events to examine.</param>
    /// <param name="onFound">Receives each event, in the order of the files and of the events in them.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the search early; what was found so far is kept.</param>
    public static HuntReport Run(
        SearchQuery query,
        IReadOnlyList<string> files,
        HuntOptions options,
        Action<FoundEvent> onFound,
        HuntProgress? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var index = new RuleIndex([query.Rule], [.. SearchSink.AllFields.Select(field => new FieldPath(field))]);
        var sightings = new Sightings(options);
        return new ArchiveReader<FoundEvent>(options, FileNeeds.Of([query.Rule], options), sightings, onFound).Read(
            files,
            () => new SearchSink(index, options, sightings, cancellation),
            progress,
            cancellation
        );
    }
}
