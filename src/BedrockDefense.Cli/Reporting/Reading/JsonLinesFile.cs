using System.Text.Json;

namespace BedrockDefense.Cli.Reporting.Reading;

/// <summary>Reads a file with a JSON object on each line, as the verbs write with <c>--format jsonl</c>.</summary>
internal static class JsonLinesFile
{
    /// <summary>Reads the objects.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="option">The option that names it, for messages.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or a line is no JSON object.</exception>
    public static IEnumerable<JsonLineObject> Read(string path, string option)
    {
        var number = 0;
        foreach (var line in Lines(path, option))
        {
            number++;
            if (line.Trim().Length > 0)
            {
                yield return Parse(line, new SourceLocation(path, number), option);
            }
        }
    }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static T Open<T>(string path, string option, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"{option} {VisibleText.Quote(path)}: {FileReason.Of(exception, path)}");
        }
    }

    private static string[] Lines(string path, string option) => Open(path, option, File.ReadAllLines);

    private static JsonLineObject Parse(string line, SourceLocation where, string option)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && JsonUnicode.IsWhole(document.RootElement))
            {
                return new JsonLineObject(document.RootElement.Clone(), where, option);
            }
        }
        catch (JsonException) { }

        throw new InvalidInputException(
            $"{option}: {VisibleText.Quote(line, VisibleText.Excerpt)} is no JSON object in Unicode; write the file with --format jsonl",
            where
        );
    }
}
