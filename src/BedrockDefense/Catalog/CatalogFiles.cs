namespace BedrockDefense.Catalog;

/// <summary>The documents of <c>policies/</c>, embedded in this assembly so that a deployed tool carries its own catalog.</summary>
public static class CatalogFiles
{
    private const string Root = "policies/";

    /// <summary>The ids of a folder's documents: what their paths in it have before this ending, in ordinal order.</summary>
    public static IEnumerable<string> Ids(string folder, string ending) =>
        typeof(CatalogFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Root}{folder}/", StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal))
            .Select(name => name[$"{Root}{folder}/".Length..^ending.Length])
            .Order(StringComparer.Ordinal);

    /// <summary>The names of the folders in a folder, in ordinal order.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        typeof(CatalogFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Root}{folder}/", StringComparison.Ordinal))
            .Select(name => name[$"{Root}{folder}/".Length..].Split('/'))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct(StringComparer.Ordinal)
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
