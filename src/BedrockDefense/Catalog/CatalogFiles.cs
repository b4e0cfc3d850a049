using BedrockDefense.Policies;

namespace BedrockDefense.Catalog;

/// <summary>The documents of <c>policies/</c>, by folder and as text.</summary>
public static class CatalogFiles
{
    /// <summary>The ids of a folder's documents: their file names without this extension, in ordinal order.</summary>
    public static IEnumerable<string> Ids(string folder, string extension) =>
        PolicyFiles
            .Paths.Where(path =>
                path.StartsWith($"{folder}/", StringComparison.Ordinal) && path.EndsWith(extension, StringComparison.Ordinal)
            )
            .Select(path => path[$"{folder}/".Length..^extension.Length])
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
