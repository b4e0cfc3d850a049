using System.Text;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Input;

/// <summary>Reads a whole file that the user names, or explains why it cannot be read.</summary>
internal static class InputFile
{
    /// <summary>
    /// The most characters that are read. No rule, policy, pattern or event has as many, but a device would never end.
    /// </summary>
    private const int MostCharacters = 256 * 1024 * 1024;

    private const int Block = 64 * 1024;

    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    // The framework takes a lone dash for an option without a name. This text stands for the dash, because no path contains
    // such a character.
    private const string Hidden = "\0-";

    /// <summary>Returns an argument in the form that the framework accepts.</summary>
    public static string Hide(string argument) => argument == StandardInput ? Hidden : argument;

    /// <summary>Returns a path as the user gave it.</summary>
    public static string Unhide(string path) => path == Hidden ? StandardInput : path;

    /// <summary>Returns paths as the user gave them.</summary>
    public static string[] Unhide(string[] paths) => Array.ConvertAll(paths, Unhide);

    /// <summary>Returns the text of a file.</summary>
    /// <param name="file">Its path; <c>-</c> for standard input.</param>
    /// <param name="what">What the file should contain, for the message, such as <c>the policy</c>.</param>
    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static string ReadText(string file, string? what = null)
    {
        if (file == StandardInput)
        {
            return ReadStandardInput();
        }

        var name = what is null ? VisibleText.Quote(file) : $"{what} {VisibleText.Quote(file)}";
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            return Read(reader, name);
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot read {name}: {FileReason.Of(exception, file)}");
        }
    }

    /// <summary>Returns the text of a YAML file in UTF-8.</summary>
    /// <param name="file">Its path; <c>-</c> for standard input.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or it is not such text.</exception>
    public static string ReadYaml(string file) => file == StandardInput ? YamlFile.Read(file, OpenStandardInput) : YamlFile.Read(file);

    /// <summary>Opens standard input for code that reads it piece by piece.</summary>
    /// <exception cref="InvalidInputException">Standard input is closed.</exception>
    public static Stream OpenStandardInput() =>
        IsClosed() ? throw new InvalidInputException("cannot read standard input: it is closed") : Console.OpenStandardInput();

    /// <summary>Opens standard input for the path that stands for it; returns null for any other path.</summary>
    /// <exception cref="InvalidInputException">Standard input is closed.</exception>
    public static OpenedSource? OpenSource(string path, CancellationToken cancellation) =>
        path == StandardInput ? new OpenedSource(OpenStandardInput(), StoredBytes: 0) : null;

    /// <summary>Refuses <c>-</c> if it is given more than once, because the second would be read as empty.</summary>
    /// <exception cref="InvalidInputException">It is given more than once.</exception>
    public static void RequireOnce(params IEnumerable<string> files)
    {
        if (files.Count(file => file == StandardInput) > 1)
        {
            throw new InvalidInputException(
                "- is given more than once, and standard input can be read only once; write the others as files"
            );
        }
    }

    private static string ReadStandardInput()
    {
        if (IsClosed())
        {
            throw new InvalidInputException("cannot read standard input: it is closed");
        }

        try
        {
            return Read(Console.In, "standard input");
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot read standard input: {FileReason.Of(exception, "")}");
        }
    }

    // If standard input is closed, a pipe of the runtime may get its number. Reading from that pipe would never end.
    private static bool IsClosed()
    {
        const string Descriptors = "/proc/self/fd";
        if (
            !Directory.Exists(Descriptors)
            || LinkTarget($"{Descriptors}/0") is not { } pipe
            || !pipe.StartsWith("pipe:", StringComparison.Ordinal)
        )
        {
            return false;
        }

        return Directory
            .EnumerateFiles(Descriptors)
            .Any(other => Path.GetFileName(other) != "0" && LinkTarget(other) == pipe && IsWritten(Path.GetFileName(other)));
    }

    private static string? LinkTarget(string path) => new FileInfo(path).LinkTarget;

    // The flags are octal. The last digit says how the descriptor was opened; 1 means for writing.
    private static bool IsWritten(string descriptor) =>
        File.ReadLines($"/proc/self/fdinfo/{descriptor}").FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal))
            is { } flags
        && flags.EndsWith('1');

    private static string Read(TextReader reader, string name)
    {
        var text = new StringBuilder();
        var block = new char[Block];
        while (reader.Read(block) is > 0 and var count)
        {
            if (text.Length + count > MostCharacters)
            {
                throw new InvalidInputException($"cannot read {name}: it is larger than {MostCharacters / 1024 / 1024} MB");
            }

            text.Append(block, 0, count);
        }

        return text.ToString();
    }
}
