namespace BedrockDefense.Cli;

/// <summary>Reads what is given as a file, or as <c>-</c> for standard input, which can be read only once.</summary>
internal static class InputText
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Standard input.</summary>
    public static Stream OpenStandardInput() => Console.OpenStandardInput();

    /// <summary>The text of a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static string Read(string file)
    {
        try
        {
            return file == StandardInput ? Console.In.ReadToEnd() : File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException($"cannot read {VisibleText.Quote(file)}: {exception.Message}");
        }
    }

    /// <summary>Refuses <c>-</c> where it is given more than once: the second would be read as empty.</summary>
    /// <exception cref="InvalidInputException">It is.</exception>
    public static void RequireOnce(params IEnumerable<string> files)
    {
        if (files.Count(file => file == StandardInput) > 1)
            throw new InvalidInputException("- is given more than once, and standard input can be read only once; write the others as files");
    }
}
