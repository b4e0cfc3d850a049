namespace BedrockDefense.Hunting.Reading;

/// <summary>Opens files of an archive.</summary>
internal static class StoredFile
{
    /// <summary>
    /// Returns why a path must not be opened, or null. Opening a pipe waits for a writer, and reading a device may have side
    /// effects. Neither has a length.
    /// </summary>
    public static string? FaultOf(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            if (file.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } target)
            {
                return $"cannot be read: it is a link to {VisibleText.Quote(file.LinkTarget)}, where no file is";
            }

            file = target;
        }

        return file is { Exists: true, Length: 0 }
            ? "is empty, or no regular file but a pipe, a device or a socket, which is never opened; what comes out of one "
                + "can be piped in, with - for the path"
            : null;
    }

    /// <summary>Opens a file to be read once from its beginning. Others may write or delete it in the meantime.</summary>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
}
