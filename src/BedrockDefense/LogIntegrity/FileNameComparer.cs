using System.Diagnostics.CodeAnalysis;

namespace BedrockDefense.LogIntegrity;

/// <summary>
/// Compares paths and S3 keys by the name under which CloudTrail delivered the file (see <see cref="ArchivedFiles.NameOf"/>), without a
/// copy of the name for each of many files.
/// </summary>
internal sealed class FileNameComparer : IEqualityComparer<string>
{
    private FileNameComparer() { }

    /// <summary>The comparer.</summary>
    public static FileNameComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(string? x, string? y) => NameOf(x).SequenceEqual(NameOf(y));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] string obj) => string.GetHashCode(NameOf(obj));

    // The name without .gz, which a file that was inflated may lack.
    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOfAny('/', '\\') + 1)..];
        return name.EndsWith(".json.gz") ? name[..^".gz".Length] : name;
    }
}
