using BedrockDefense.Catalog;

namespace BedrockDefense.Cli.Input;

/// <summary>Finds faults in the folders of detections: a missing file, or a file that nothing reads.</summary>
internal static class DetectionFolders
{
    private static readonly string[] Files = [DetectionFolder.Rule, DetectionFolder.Runbook, DetectionFolder.Cases];

    /// <summary>Returns the faults in these paths.</summary>
    /// <param name="paths">Rules, or folders that contain rules at any depth.</param>
    public static IReadOnlyList<Fault> Faults(IEnumerable<string> paths) =>
        [.. paths.SelectMany(path => Directory.Exists(path) ? Below(path) : InFolderOf(path)).Distinct()];

    private static IEnumerable<Fault> InFolderOf(string file) =>
        !File.Exists(file) ? []
        : DetectionFolder.Of(file) is not null ? InDetection(Path.GetDirectoryName(file)!)
        : DetectionFolder.IsCatalog(Path.GetDirectoryName(Path.GetFullPath(file))!) ? [OutsideFolders(file)]
        : [];

    private static IEnumerable<Fault> Below(string folder)
    {
        List<FileSystemInfo> entries;
        try
        {
            entries = [.. new DirectoryInfo(folder).GetFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            // The code that looks for rules in the folder reports this.
            return [];
        }

        var full = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (DetectionFolder.IsInCatalog(full) || Files.Count(name => entries.Exists(entry => entry.Name == name)) > 1)
        {
            return InDetection(folder);
        }

        return
        [
            .. DetectionFolder.IsCatalog(full)
                ? entries.OfType<FileInfo>().Select(file => OutsideFolders(Path.Combine(folder, file.Name)))
                : [],
            .. entries
                .OfType<DirectoryInfo>()
                .Where(inner => inner.LinkTarget is null)
                .SelectMany(inner => Below(Path.Combine(folder, inner.Name))),
        ];
    }

    private static IEnumerable<Fault> InDetection(string folder)
    {
        var names = new DirectoryInfo(folder.Length == 0 ? "." : folder)
            .GetFileSystemInfos()
            .Select(entry => entry.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        // If the rule is there, the check of the rule reports what is missing beside it.
        if (!names.Contains(DetectionFolder.Rule))
        {
            yield return new Fault(
                $"there is no {DetectionFolder.Rule}; a detection is a folder with {string.Join(", ", Files)}",
                new SourceLocation(folder)
            );
        }

        foreach (var name in names.Except(Files))
        {
            yield return new Fault(
                $"is no file of a detection, whose folder holds {string.Join(", ", Files)} and nothing else; remove it",
                new SourceLocation(Path.Combine(folder, name))
            );
        }
    }

    private static Fault OutsideFolders(string file) =>
        new(
            $"lies in no detection's folder, and nothing would read it; a detection is a folder:"
                + $" move a rule to {Path.GetFileNameWithoutExtension(file)}/{DetectionFolder.Rule}",
            new SourceLocation(file)
        );
}
