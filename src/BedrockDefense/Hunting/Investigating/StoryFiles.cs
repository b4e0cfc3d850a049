using System.Collections.Concurrent;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>
/// The files with events that match the start, whenever they happened, or that changed model invocation logging. All threads share this
/// object.
/// </summary>
internal sealed class StoryFiles
{
    private readonly ConcurrentDictionary<string, bool> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    public void Add(string file) => _files.TryAdd(file, true);

    /// <summary>Returns those of the files that are in the set, in their order.</summary>
    public IReadOnlyList<string> Among(IReadOnlyList<string> files) => [.. files.Where(_files.ContainsKey)];
}
