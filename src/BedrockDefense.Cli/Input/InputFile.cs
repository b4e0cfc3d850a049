using System.Text;

namespace BedrockDefense.Cli.Input;

/// <summary>Reads what a user names, whole, and says in plain words why it cannot.</summary>
internal static class InputFile
{
    /// <summary>More than any rule, policy, pattern or event has; a device would never end.</summary>
    private const int MostCharacters = 256 * 1024 * 1024;

    private const int Block = 64 * 1024;

    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    // The framework takes a lone dash for an option without a name; no path has a character like this.
    private const string Hidden = "\0-";

    /// <summary>An argument as the framework may see it.</summary>
    public static string Hide(string argument) => argument == StandardInput ? Hidden : argument;

    /// <summary>A path as it was given.</summary>
    public static string Given(string path) => path == Hidden ? StandardInput : path;

    /// <summary>Paths as they were given.</summary>
    public static string[] Given(string[] paths) => Array.ConvertAll(paths, Given);

    /// <summary>The text of a file.</summary>
    /// <param name="file">Its path; <c>-</c> for standard input.</param>
    /// <param name="what">What it should be, for the message, such as <c>the policy</c>.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
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

    /// <summary>The text of a file of YAML, in UTF-8.</summary>
    /// <param name="file">Its path; <c>-</c> for standard input.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or is no such text.</exception>
    public static string ReadYaml(string file) => file == StandardInput ? YamlFile.Read(file, OpenStandardInput) : YamlFile.Read(file);

    /// <summary>Standard input, for what reads it piece by piece.</summary>
    /// <exception cref="InvalidInputException">It is closed.</exception>
    public static Stream OpenStandardInput() =>
        IsClosed() ? throw new InvalidInputException("cannot read standard input: it is closed") : Console.OpenStandardInput();

    /// <summary>Refuses <c>-</c> where it is given more than once: the second would be read as empty.</summary>
    /// <exception cref="InvalidInputException">It is.</exception>
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

    // Where standard input is closed, the runtime's own pipe may get its number, and reading it would never end.
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

    // The flags are octal, and the last digit says how it was opened: 1 for writing.
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
