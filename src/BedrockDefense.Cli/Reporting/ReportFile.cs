using BedrockDefense.Cli.Output;

namespace BedrockDefense.Cli.Reporting;

/// <summary>Where a report is written. It replaces an earlier report as a whole, and no file of another kind.</summary>
internal sealed class ReportFile
{
    /// <summary>The mark by which a report is known, near its beginning.</summary>
    public const string Mark = "bedrock-defense report";

    private const int Beginning = 200;

    private readonly string? _path;

    private ReportFile(string? path) => _path = path;

    /// <summary>Prepares to write.</summary>
    /// <param name="path">The path of the file; null for standard output.</param>
    /// <exception cref="InvalidInputException">Nothing can be written there, or another file is there.</exception>
    public static ReportFile Open(string? path)
    {
        if (path is null)
        {
            return new ReportFile(null);
        }

        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (Directory.Exists(path) || !Directory.Exists(folder))
            {
                var reason = Directory.Exists(path) ? "it is a folder" : "its folder does not exist";
                throw new InvalidInputException($"--out {VisibleText.Quote(path)}: {reason}; name a file");
            }

            if (File.Exists(path) && !IsReport(path))
            {
                throw new InvalidInputException($"--out {VisibleText.Quote(path)}: it exists and is no report; name another file");
            }
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw Unwritable(path, exception);
        }

        return new ReportFile(path);
    }

    /// <summary>Writes the report.</summary>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public void Write(string text)
    {
        if (_path is null)
        {
            Console.Out.WriteLine(text.TrimEnd());
            return;
        }

        // A reader never sees half a page.
        var unfinished = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(unfinished, text);
            File.Move(unfinished, _path, overwrite: true);
            ConsoleOutput.WriteLine($"The report is in {VisibleText.Quote(_path)}.");
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            File.Delete(unfinished);
            throw Unwritable(_path, exception);
        }
    }

    private static bool IsReport(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[Beginning];
        return new string(start, 0, reader.ReadBlock(start)).Contains(Mark, StringComparison.Ordinal);
    }

    private static InvalidInputException Unwritable(string path, Exception exception) =>
        new($"--out {VisibleText.Quote(path)}: cannot be written: {FileReason.Of(exception, path)}");
}
