namespace BedrockDefense.Catalog;

/// <summary>How a detection lies in a catalog: a folder of its own, named by its id, that holds all of it.</summary>
public static class DetectionFolder
{
    /// <summary>The Sigma rule.</summary>
    public const string Rule = "rule.yml";

    /// <summary>What to do when it fires.</summary>
    public const string Runbook = "runbook.md";

    /// <summary>Records that fire it, and records that must not.</summary>
    public const string Cases = "cases.json";

    /// <summary>The folder of the catalog's detections, by its path in the repository.</summary>
    public const string Root = "policies/detections";

    /// <summary>The path of a file of a detection of the catalog, in the repository.</summary>
    /// <param name="id">The detection's id.</param>
    /// <param name="file">One of the three.</param>
    public static string PathOf(string id, string file) => $"{Root}/{id}/{file}";

    /// <summary>
    /// The id of what a file holds: of a detection's rule its folder's name, of any other file its own name, for a file of
    /// somebody's own may be called <c>rule.yml</c> too.
    /// </summary>
    /// <param name="file">The file's path.</param>
    public static string IdOf(string file) => Of(file) is { } folder ? Path.GetFileName(folder) : Path.GetFileNameWithoutExtension(file);

    /// <summary>
    /// The folder of the detection whose rule a file is; null when it is none's. It is one's in a folder of
    /// <c>policies/detections</c>, and elsewhere where another file of a detection lies beside it.
    /// </summary>
    /// <param name="file">The file's path.</param>
    public static string? Of(string file)
    {
        if (Path.GetFileName(file) != Rule)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return IsInCatalog(folder) || File.Exists(Path.Combine(folder, Runbook)) || File.Exists(Path.Combine(folder, Cases))
            ? folder
            : null;
    }

    /// <summary>Whether a folder is one of a catalog's, and so a detection's.</summary>
    /// <param name="folder">The folder's whole path.</param>
    public static bool IsInCatalog(string folder) => Path.GetDirectoryName(folder) is { } parent && IsCatalog(parent);

    /// <summary>Whether a folder holds the detections of a catalog, a folder each.</summary>
    /// <param name="folder">The folder's whole path.</param>
    public static bool IsCatalog(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Split(Path.DirectorySeparatorChar) is [.., "policies", "detections"];
    }
}
