using System.IO.Enumeration;
using BedrockDefense.Cli.Input;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Finds the files that the user names by paths, folders and patterns.</summary>
internal static class LogPaths
{
    /// <summary>
    /// Returns the files, each once. The files of a folder are in ordinal order. A path without any file is a fault.
    /// </summary>
    /// <param name="paths">The paths, folders and patterns.</param>
    /// <param name="faults">Receives the faults of the paths.</param>
    /// <param name="unlisted">Receives the folders at any depth that cannot be listed.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, List<Fault> faults, List<FileFault> unlisted)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                var found = Expand(path, unlisted);
                if (found.Count == 0)
                {
                    faults.Add(
                        new Fault(
                            $"{VisibleText.Quote(path)} stands for no file; write a file, a folder, or a pattern such as 2026/**/*.json.gz"
                        )
                    );
                }

                files.AddRange(found);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                faults.Add(new Fault($"cannot list {VisibleText.Quote(path)}: {FileReason.Of(exception, "")}"));
            }
        }

        return paths.Count == 1 ? files : [.. files.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Returns the number of bytes of a file; 0 when it is not known.</summary>
    public static long StoredBytes(string path) => new FileInfo(path) is { Exists: true } info ? info.Length : 0;

    private static List<string> Expand(string path, List<FileFault> unlisted)
    {
        if (path == InputFile.StandardInput)
        {
            return [path];
        }

        if (Directory.Exists(path))
        {
            return Under(path, _ => true, unlisted);
        }
        // File.Exists is false for a link to a missing file. The user still meant a file, so the path is kept.
        if (File.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            return [path];
        }

        if (!PathPattern.IsOne(path))
        {
            return [];
        }

        var folder = path;
        while (PathPattern.IsOne(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? "";
        }

        var root = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(root))
        {
            return [];
        }

        var pattern = new PathPattern(Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));
        return Under(root, file => pattern.Matches(Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)), unlisted);
    }

    // Returns files at any depth. Files whose name begins with a dot are included, because an archive may have any name. A
    // link to a folder is not followed, since it may lead back to a folder above it. It is returned as a file that cannot be
    // read.
    private static List<string> Under(string folder, Func<string, bool> isWanted, List<FileFault> unlisted)
    {
        var files = new List<string>();
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var current))
        {
            try
            {
                foreach (var (path, isFolder) in Entries(current))
                {
                    if (isFolder)
                    {
                        folders.Push(path);
                    }
                    else if (isWanted(path))
                    {
                        files.Add(path);
                    }
                }
            }
            catch (Exception exception) when (current != folder && FileReason.Applies(exception))
            {
                unlisted.Add(new FileFault(current, $"the folder cannot be listed: {FileReason.OfFolder(exception)}", null));
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    // The framework's objects for files take several times the memory of their paths, and an archive has very many.
    private static FileSystemEnumerable<(string Path, bool IsFolder)> Entries(string folder) =>
        new(
            folder,
            (ref FileSystemEntry entry) =>
                (Path.Join(folder, entry.FileName), entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) == 0),
            new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }
        );
}
