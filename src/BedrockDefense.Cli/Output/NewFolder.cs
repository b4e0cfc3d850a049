namespace BedrockDefense.Cli.Output;

/// <summary>Makes a folder with files in it, whole or not at all.</summary>
internal static class NewFolder
{
    /// <summary>Writes the files beside where the folder will be, and then moves them there in one step.</summary>
    /// <param name="folder">The folder, which must not be there.</param>
    /// <param name="files">The files by name.</param>
    /// <exception cref="InvalidInputException">The folder is there, or cannot be made; nothing of it stays.</exception>
    public static void Write(string folder, IReadOnlyList<(string Name, string Text)> files)
    {
        if (Path.Exists(folder))
        {
            throw new InvalidInputException($"{VisibleText.Quote(folder)} exists; choose another id, or remove it");
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        string? begun = null;
        try
        {
            begun = Directory.CreateDirectory(Path.Combine(parent, $".{Path.GetFileName(folder)}-{Guid.NewGuid():N}")).FullName;
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(begun, name), text);
            }

            Directory.Move(begun, folder);
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            Remove(begun);
            throw new InvalidInputException($"cannot write {VisibleText.Quote(folder)}: {FileReason.OfFolder(exception)}");
        }
    }

    private static void Remove(string? folder)
    {
        try
        {
            if (folder is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            // What could not be written often cannot be removed either; its name says what it is.
        }
    }
}
