namespace BedrockDefense.Cli.Output;

/// <summary>Creates a folder with files in it, either completely or not at all.</summary>
internal static class NewFolder
{
    /// <summary>Writes the files into a temporary folder beside the new one, and then moves it to its place in one step.</summary>
    /// <param name="folder">The folder, which must not exist yet.</param>
    /// <param name="files">The files by name.</param>
    /// <exception cref="InvalidInputException">The folder exists, or it cannot be created. No part of it stays.</exception>
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
            // A folder that cannot be written often cannot be removed either. Its name says what it is.
        }
    }
}
