using System.IO.Enumeration;

namespace BedrockDefense.Input;

/// <summary>
/// A pattern of paths, such as <c>2026/**/*.json.gz</c>. In a segment, <c>*</c> stands for any characters and <c>?</c> for one. A
/// segment <c>**</c> stands for any number of folders. Upper and lower case differ.
/// </summary>
/// <param name="segments">The segments, which slashes separate.</param>
public sealed class PathPattern(IReadOnlyList<string> segments)
{
    private const string AnyFolders = "**";

    private readonly string[] _segments = [.. segments];

    /// <summary>Whether a path is a pattern.</summary>
    public static bool IsOne(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Whether the pattern stands for this path.</summary>
    public bool Matches(ReadOnlySpan<string> path) => Matches(path, _segments);

    /// <summary>Whether the pattern may stand for paths below this folder.</summary>
    public bool MayMatchBelow(ReadOnlySpan<string> folder) => MayMatchBelow(folder, _segments);

    /// <summary>Whether the names of the folders below a folder at this depth tell which of them are wanted.</summary>
    public bool ChoosesBelow(int depth) => depth < _segments.Length - 1 && !_segments.AsSpan(0, depth + 1).Contains(AnyFolders);

    private static bool Matches(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern) =>
        pattern.Length == 0 ? path.Length == 0
        : pattern[0] == AnyFolders ? Matches(path, pattern[1..]) || (path.Length > 0 && Matches(path[1..], pattern))
        : path.Length > 0 && MatchesOne(pattern[0], path[0]) && Matches(path[1..], pattern[1..]);

    private static bool MayMatchBelow(ReadOnlySpan<string> folder, ReadOnlySpan<string> pattern) =>
        pattern.Length > 0
        && (
            pattern[0] == AnyFolders
            || folder.Length == 0
            || (MatchesOne(pattern[0], folder[0]) && MayMatchBelow(folder[1..], pattern[1..]))
        );

    private static bool MatchesOne(string pattern, string segment) =>
        FileSystemName.MatchesSimpleExpression(pattern, segment, ignoreCase: false);
}
