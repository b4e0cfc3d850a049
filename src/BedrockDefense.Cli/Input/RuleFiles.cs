namespace BedrockDefense.Cli.Input;

/// <summary>
/// Finds and reads the files of rules. A path names a file, or a folder with files that end in .yml or .yaml at any depth.
/// </summary>
internal static class RuleFiles
{
    /// <summary>
    /// Returns the files of a path, each once. The files of a folder are in ordinal order. A folder without such files is a
    /// fault, and so is a folder that cannot be listed.
    /// </summary>
    public static IReadOnlyList<string> Find(string path, List<Fault> faults)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var (files, before) = (new List<string>(), faults.Count);
        Walk(new DirectoryInfo(path), path, files, faults);
        if (files.Count == 0 && faults.Count == before)
        {
            faults.Add(new Fault($"{VisibleText.Quote(path)} has no file ending in .yml or .yaml"));
        }

        return files;
    }

    /// <summary>Returns the texts of files. A file that cannot be read is a fault.</summary>
    public static IReadOnlyList<(string File, string Yaml)> Read(IEnumerable<string> files, List<Fault> faults)
    {
        var texts = new List<(string, string)>();
        foreach (var file in files)
        {
            try
            {
                texts.Add((file, InputFile.ReadYaml(file)));
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults.Select(fault => fault with { Location = fault.Location ?? new SourceLocation(file) }));
            }
        }

        return texts;
    }

    // A link to a folder is not followed, because it may lead back to a folder above it.
    private static void Walk(DirectoryInfo folder, string path, List<string> files, List<Fault> faults)
    {
        try
        {
            foreach (var entry in folder.GetFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                var name = Path.Combine(path, entry.Name);
                if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    Walk(inner, name, files, faults);
                }
                else if (Directory.Exists(name))
                {
                    faults.Add(new Fault("is a link to a folder, which is not followed; name the folder itself", new SourceLocation(name)));
                }
                else if (entry.Extension is not (".yml" or ".yaml"))
                {
                    continue;
                }
                else if (IsEmpty(name))
                {
                    faults.Add(
                        new Fault(
                            "is empty, or no regular file but a pipe, a device or a socket, which is never opened",
                            new SourceLocation(name)
                        )
                    );
                }
                else
                {
                    files.Add(name);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault($"cannot be listed: {exception.Message}", new SourceLocation(path)));
        }
    }

    // To open a pipe would wait for its writer. A pipe has no length.
    private static bool IsEmpty(string file) =>
        (new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(file)) is FileInfo { Exists: true, Length: 0 };
}
