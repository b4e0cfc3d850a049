namespace BedrockDefense.Catalog;

/// <summary>The documents of <c>policies/</c>, embedded in this assembly so that a deployed tool carries its own catalog.</summary>
public static class CatalogFiles
{
    private const string Root = "policies/";

    /// <summary>The ids of a folder's documents: their file names without this extension, in ordinal order.</summary>
    public static IEnumerable<string> Ids(string folder, string extension) =>
        typeof(CatalogFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name =>
                name.StartsWith($"{Root}{folder}/", StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal)
            )
            .Select(name => name[$"{Root}{folder}/".Length..^extension.Length])
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a document, by its path under <c>policies/</c>; null when there is none.</summary>
    public static string? Find(string path)
    {
        using var stream = typeof(CatalogFiles).Assembly.GetManifestResourceStream(Root + path);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
