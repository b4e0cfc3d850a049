namespace BedrockDefense.Cli.Output;

/// <summary>
/// A folder that a verb writes files to. It never overwrites a file that somebody changed. If there is such a file, it writes
/// nothing at all.
/// </summary>
internal static class OutputFolder
{
    /// <summary>Writes the files. Creates the folder if it does not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">The files by name.</param>
    /// <param name="leftovers">
    /// Patterns (with <c>*</c>) of files that earlier settings may have written there, each with the reason why such a file
    /// must not stay.
    /// </param>
    /// <exception cref="InvalidInputException">
    /// The folder cannot be written to, or it contains a file that must not be there.
    /// </exception>
    public static void Write(
        string folder,
        IReadOnlyList<(string Name, string Text)> files,
        params (string Pattern, string Reason)[] leftovers
    )
    {
        try
        {
            Directory.CreateDirectory(folder);
            var wanted = files.Select(file => (Path: Path.Combine(folder, file.Name), file.Text)).ToList();
            List<Fault> faults =
            [
                .. wanted
                    .Where(file => File.Exists(file.Path) && File.ReadAllText(file.Path) != file.Text)
                    .Select(file => new Fault(
                        $"{VisibleText.Quote(file.Path)} exists with other content; remove it, or write to another folder"
                    )),
                .. leftovers.SelectMany(leftover =>
                    Directory
                        .EnumerateFiles(folder, leftover.Pattern)
                        .Where(path => wanted.TrueForAll(file => file.Path != path))
                        .Select(path => new Fault($"{VisibleText.Quote(path)} is {leftover.Reason}; remove it, or write to another folder"))
                ),
            ];
            if (faults.Count > 0)
            {
                throw new InvalidInputException(faults);
            }

            foreach (var (path, text) in wanted)
            {
                File.WriteAllText(path, text);
            }
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot write to {VisibleText.Quote(folder)}: {FileReason.OfFolder(exception)}");
        }
    }
}
