using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The options of <c>hunt</c> after they were read and checked.</summary>
/// <param name="Archive">The files and how they are read.</param>
/// <param name="FailOn">The level of findings from which the exit code says so.</param>
/// <param name="MinimumLevel">The lowest level of rules to look for.</param>
/// <param name="Geo">Tells where addresses are; null when that is not asked for.</param>
internal sealed record HuntArguments(ArchiveArguments Archive, SigmaLevel? FailOn, SigmaLevel MinimumLevel, GeoFiles? Geo) : IDisposable
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used. Every fault is listed.</exception>
    public static HuntArguments Read(HuntSettings settings)
    {
        var faults = new List<Fault>();
        var geo = OpenGeoFiles(settings, faults);
        var failOn = Level("--fail-on", settings.FailOn, faults);
        var minimum = Level("--min-level", settings.MinimumLevel, faults);
        var archive = ArchiveArguments.Read(settings, settings.Paths, faults, AnswerFormat.Ocsf);
        var isOcsf = settings.Format == AnswerFormat.Ocsf;
        archive = archive with
        {
            Options = archive.Options with
            {
                KeepsAddresses = geo is not null || isOcsf,
                KeepsRecords = archive.Options.KeepsRecords || isOcsf,
            },
        };
        return faults.Count == 0 ? new HuntArguments(archive, failOn, minimum ?? default, geo) : throw new InvalidInputException(faults);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Archive.Dispose();
        Geo?.Dispose();
    }

    private static GeoFiles? OpenGeoFiles(HuntSettings settings, List<Fault> faults)
    {
        if (settings.GeoFiles is [])
        {
            return null;
        }

        if (settings is { Raw: true, Format: null })
        {
            faults.Add(new Fault("--raw --geoip: records are written as they are; write --raw --format jsonl --geoip for both"));
        }

        if (settings.Format == AnswerFormat.Ocsf)
        {
            faults.Add(new Fault("--geoip --format ocsf: such findings have no place for it; write --format jsonl, or leave out --geoip"));
        }

        return GeoFiles.Open(settings.GeoFiles, faults);
    }

    private static SigmaLevel? Level(string option, string? text, List<Fault> faults)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var level in Enum.GetValues<SigmaLevel>())
        {
            if (level.SigmaName() == text)
            {
                return level;
            }
        }

        faults.Add(
            new Fault(
                $"{option} {text}: there is no such level; write "
                    + $"{string.Join(", ", Enum.GetValues<SigmaLevel>().Select(level => level.SigmaName()))}"
            )
        );
        return null;
    }
}
