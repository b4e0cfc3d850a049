namespace BedrockDefense.Hunting.Correlating;

/// <summary>Files for what does not fit into memory.</summary>
internal static class TemporaryFile
{
    /// <summary>
    /// Creates a file. It is readable only for its owner, because logs are confidential. It is deleted when the process ends, in whatever
    /// way.
    /// </summary>
    public static FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"bedrock-defense-{Guid.NewGuid():N}"), options);
    }

    /// <summary>Returns what to report when the temporary folder does not take a file.</summary>
    public static InvalidInputException Refusal(Exception exception) =>
        new(
            "what was found so far does not fit into memory, and the temporary folder "
                + $"{VisibleText.Quote(Path.GetTempPath())} does not take it: {exception.Message}"
        );
}
