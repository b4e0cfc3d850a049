namespace BedrockDefense.Catalog;

/// <summary>The files of a detection. Each detection has its own folder, named after its id, with all of its files.</summary>
public static class DetectionFolder
{
    /// <summary>The file name of the Sigma rule.</summary>
    public const string Rule = "rule.yml";

    /// <summary>The file name of the runbook: the instructions for when the detection fires.</summary>
    public const string Runbook = "runbook.md";

    /// <summary>The file name of the test cases: records that fire the detection, and records that must not.</summary>
    public const string Cases = "cases.json";

    /// <summary>The folder of the catalog's detections, as a path in the repository.</summary>
    public const string Root = "policies/detections";

    /// <summary>Returns the path, in the repository, of a file of a detection in the catalog.</summary>
    /// <param name="id">The detection's id.</param>
    /// <param name="file">The name of one of the three files.</param>
    public static string PathOf(string id, string file) => $"{Root}/{id}/{file}";

    /// <summary>
    /// Returns the id of the rule in a file. For the rule of a detection, it is the name of the folder. For any other file, it is
    /// the name of the file, because a user's own file may be called <c>rule.yml</c> too.
    /// </summary>
    /// <param name="file">The path of the file.</param>
    public static string IdOf(string file) => Of(file) is { } folder ? Path.GetFileName(folder) : Path.GetFileNameWithoutExtension(file);

    /// <summary>
    /// Returns the folder of the detection whose rule is in a file, or null when the file is not the rule of a detection. It is one
    /// if it lies in a folder of <c>policies/detections</c>, or if another file of a detection lies beside it.
    /// </summary>
    /// <param name="file">The path of the file.</param>
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

    /// <summary>Returns whether a folder is the folder of a detection in a catalog.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public static bool IsInCatalog(string folder) => Path.GetDirectoryName(folder) is { } parent && IsCatalog(parent);

    /// <summary>Returns whether a folder is a catalog: a folder that contains one folder for each detection.</summary>
    /// <param name="folder">The full path of the folder.</param>
    public static bool IsCatalog(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Split(Path.DirectorySeparatorChar) is [.., "policies", "detections"];
    }
}
