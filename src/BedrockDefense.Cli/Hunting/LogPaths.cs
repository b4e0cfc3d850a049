using System.IO.Enumeration;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Finds the files that paths, folders and patterns stand for.</summary>
internal static class LogPaths
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.None,
        MaxRecursionDepth = 64,
    };

    /// <summary>The files, each once, those of a folder in ordinal order. A path that stands for none is a fault.</summary>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> paths, List<Fault> faults)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                var found = Expand(path);
                if (found.Count == 0)
                    faults.Add(new Fault($"{VisibleText.Quote(path)} stands for no file; write a file, a folder, or a pattern such as 2026/**/*.json.gz"));
                files.AddRange(found);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                faults.Add(new Fault($"cannot list {VisibleText.Quote(path)}: {InputFile.Reason(exception, "")}"));
            }
        }

        return paths.Count == 1 ? files : [.. files.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Expand(string path)
    {
        if (path == InputFile.StandardInput)
            return [path];
        if (Directory.Exists(path))
            return Under(path, _ => true);
        // A dangling link exists for nobody but is a file that was meant.
        if (File.Exists(path) || new FileInfo(path).LinkTarget is not null)
            return [path];
        if (path.AsSpan().IndexOfAny('*', '?') < 0)
            return [];
        var folder = path;
        while (folder.AsSpan().IndexOfAny('*', '?') >= 0)
            folder = Path.GetDirectoryName(folder) ?? "";
        var root = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(root))
            return [];
        string[] pattern = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return Under(root, file => Matches(Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar), pattern));
    }

    // A link to a folder is not followed: it may lead back to where it lies. It is listed as a file that cannot be read.
    private static List<string> Under(string folder, Func<string, bool> isWanted)
    {
        var files = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && !entry.FileName.StartsWith('.') && isWanted(entry.ToSpecifiedFullPath()),
            ShouldRecursePredicate = (ref entry) => !entry.FileName.StartsWith('.') && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        }.ToList();
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static bool Matches(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern) =>
        pattern.Length == 0 ? path.Length == 0
        : pattern[0] == "**" ? Matches(path, pattern[1..]) || (path.Length > 0 && Matches(path[1..], pattern))
        : path.Length > 0 && FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false) && Matches(path[1..], pattern[1..]);
}
