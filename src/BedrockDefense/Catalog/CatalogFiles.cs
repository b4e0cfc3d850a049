using BedrockDefense.Policies;

namespace BedrockDefense.Catalog;

/// <summary>Reads the documents of <c>policies/</c>, which are embedded in the assembly.</summary>
public static class CatalogFiles
{
    /// <summary>
    /// Returns the ids of the documents in a folder, in ordinal order. An id is the path of the document in the folder, without
    /// this ending.
    /// </summary>
    public static IEnumerable<string> Ids(string folder, string ending) =>
        PolicyFiles
            .Paths.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal))
            .Select(path => path[$"{folder}/".Length..^ending.Length])
            .Order(StringComparer.Ordinal);

    /// <summary>Returns the names of the subfolders of a folder, in ordinal order.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        PolicyFiles
            .Paths.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(path => path[$"{folder}/".Length..].Split('/'))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>Returns the text of a document, given its path under <c>policies/</c>, or null when it does not exist.</summary>
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
