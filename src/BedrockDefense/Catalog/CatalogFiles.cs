using BedrockDefense.Policies;

namespace BedrockDefense.Catalog;

/// <summary>The documents of <c>policies/</c>, by folder and as text.</summary>
public static class CatalogFiles
{
    /// <summary>The ids of a folder's documents: what their paths in it have before this ending, in ordinal order.</summary>
    public static IEnumerable<string> Ids(string folder, string ending) =>
        PolicyFiles
            .Paths.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal))
            .Select(path => path[$"{folder}/".Length..^ending.Length])
            .Order(StringComparer.Ordinal);

    /// <summary>The names of the folders in a folder, in ordinal order.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        PolicyFiles
            .Paths.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(path => path[$"{folder}/".Length..].Split('/'))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a document, by its path under <c>policies/</c>; null when there is none.</summary>
    public static string? Find(string path)
    {
        using var stream = PolicyFiles.Open(path);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
