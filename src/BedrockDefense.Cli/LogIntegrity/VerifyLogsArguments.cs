using BedrockDefense.Cli.Hunting;
using BedrockDefense.Cli.Input;
using BedrockDefense.CloudTrail;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Cli.LogIntegrity;

/// <summary>The options of <c>verify-logs</c> after they were read and checked.</summary>
/// <param name="Files">The files of the archive.</param>
/// <param name="Sources">What the paths stand for, and how it is read.</param>
/// <param name="Keys">The public keys; null when none are given.</param>
/// <param name="Format">The format of the answer.</param>
internal sealed record VerifyLogsArguments(IReadOnlyList<string> Files, LogSources Sources, PublicKeys? Keys, string Format) : IDisposable
{
    /// <summary>How the files are read.</summary>
    public ArchiveAccess Access => new() { OpenSource = Sources.Open, Threads = Sources.Threads };

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys?.Dispose();
        Sources.Dispose();
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used. Every fault is listed.</exception>
    public static VerifyLogsArguments Read(VerifyLogsSettings settings)
    {
        InputFile.RequireOnce(settings.PublicKeys);
        var faults = new List<Fault>();
        if (settings.Paths.Contains(InputFile.StandardInput))
        {
            faults.Add(new Fault("- is no path here: a file is recognised by its name, and standard input has none"));
        }

        if (settings.Format is not null && !IntegrityOutput.Formats.Contains(settings.Format))
        {
            faults.Add(
                new Fault(
                    $"--format {VisibleText.Of(settings.Format)}: there is no such format; "
                        + $"write {string.Join(" or ", IntegrityOutput.Formats)}"
                )
            );
        }

        var keys = ReadKeys(settings.PublicKeys, faults);
        var sources = LogSources.Find(
            [.. settings.Paths.Where(path => path != InputFile.StandardInput)],
            BucketOptions.Of(settings),
            LogScope.Everything,
            startAfter: null,
            faults
        );
        if (faults.Count > 0)
        {
            keys?.Dispose();
            sources.Dispose();
            throw new InvalidInputException(faults);
        }

        // The keys may lie beside the logs.
        var ofKeys = settings.PublicKeys.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return new(
            ofKeys.Count == 0 ? sources.Files : [.. sources.Files.Where(file => !ofKeys.Contains(Path.GetFullPath(file)))],
            sources,
            keys,
            settings.Format ?? IntegrityOutput.Formats[0]
        );
    }

    private static PublicKeys? ReadKeys(string[] files, List<Fault> faults)
    {
        var texts = new List<(string, string)>();
        foreach (var file in files)
        {
            try
            {
                texts.Add((file, InputFile.ReadText(file, "the public keys")));
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
            }
        }

        try
        {
            return files.Length == 0 ? null : PublicKeys.Parse(texts);
        }
        catch (InvalidInputException exception)
        {
            faults.AddRange(exception.Faults);
            return null;
        }
    }
}
