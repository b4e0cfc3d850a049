namespace BedrockDefense.Input;

/// <summary>Why a file cannot be read, in words for whoever named it.</summary>
public static class FileReason
{
    /// <summary>Whether an exception is about a file or a stream that a user named.</summary>
    public static bool Applies(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>What such an exception says, without the framework's names for it.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="path">The file.</param>
    public static string Of(Exception exception, string path) =>
        exception switch
        {
            _ when Directory.Exists(path) => "it is a folder",
            FileNotFoundException or DirectoryNotFoundException => "there is no such file",
            UnauthorizedAccessException => "there is no permission",
            PathTooLongException => "the name is too long",
            ArgumentException or NotSupportedException => "that is no name of a file",
            null => "",
            _ => exception.Message,
        };

    /// <summary>What such an exception says about writing to a folder, or listing it.</summary>
    public static string OfFolder(Exception exception) =>
        exception switch
        {
            UnauthorizedAccessException => "there is no permission",
            PathTooLongException => "the name is too long",
            ArgumentException or NotSupportedException => "that is no name of a folder",
            null => "",
            _ => exception.Message,
        };
}
