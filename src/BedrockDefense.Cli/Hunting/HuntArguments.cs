using System.Globalization;
using System.Text.RegularExpressions;
using BedrockDefense.Cli.Input;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The options of <c>hunt</c> after they were read and checked.</summary>
internal sealed partial record HuntArguments(
    IReadOnlyList<string> Files,
    IReadOnlyList<FileFault> Unlisted,
    HuntOptions Options,
    SigmaLevel? FailOn,
    SigmaLevel MinimumLevel
)
{
    public const long DefaultMaximumMegabytes = HuntOptions.DefaultMaximumFileBytes / Megabyte;

    private const long Megabyte = 1024 * 1024;
    private const int MostThreads = 256;

    /// <summary>Reads the options.</summary>
    /// <exception cref="InvalidInputException">An option cannot be used. Every fault is listed.</exception>
    public static HuntArguments Read(HuntSettings settings)
    {
        var faults = new List<Fault>();
        var options = new HuntOptions
        {
            Since = Time("--since", settings.Since, isEnd: false, faults),
            Until = Time("--until", settings.Until, isEnd: true, faults),
            Accounts = Set("--account", settings.Accounts, Account(), "an account id has 12 digits, such as 111122223333", faults),
            Regions = Set("--region", settings.Regions, Region(), "a Region looks like eu-central-1", faults),
            MaximumFileBytes = settings.MaximumMegabytes * Megabyte,
            KeepsRecords = settings.Raw,
            StandardInput = InputFile.OpenStandardInput,
            Threads = settings.Threads ?? Environment.ProcessorCount,
        };
        if (options.Since > options.Until)
        {
            faults.Add(new Fault($"--since {settings.Since} is after --until {settings.Until}"));
        }

        if (settings.MaximumMegabytes is < 1 or > long.MaxValue / Megabyte)
        {
            faults.Add(
                new Fault(FormattableString.Invariant($"--max-file-size {settings.MaximumMegabytes}: write a number of MB, 1 or more"))
            );
        }

        if (options.Threads is < 1 or > MostThreads)
        {
            faults.Add(new Fault(FormattableString.Invariant($"--threads {settings.Threads}: write a number from 1 to {MostThreads}")));
        }

        if (settings.Raw && settings.Format is not (null or "jsonl"))
        {
            faults.Add(new Fault($"--raw --format {settings.Format}: records are JSON; write --raw alone, or --raw --format jsonl"));
        }

        if (settings.Format is not null && !FindingWriter.Formats.Contains(settings.Format))
        {
            faults.Add(
                new Fault($"--format {settings.Format}: there is no such format; write {string.Join(" or ", FindingWriter.Formats)}")
            );
        }

        var failOn = Level("--fail-on", settings.FailOn, faults);
        var minimum = Level("--min-level", settings.MinimumLevel, faults);
        var unlisted = new List<FileFault>();
        var files = LogPaths.Find(settings.Paths, faults, unlisted);
        return faults.Count == 0
            ? new HuntArguments(files, unlisted, options, failOn, minimum ?? default)
            : throw new InvalidInputException(faults);
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

    private static DateTimeOffset? Time(string option, string? text, bool isEnd, List<Fault> faults)
    {
        if (text is null)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day))
        {
            return isEnd ? day.AddDays(1).AddTicks(-1) : day;
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, Utc, out var time))
        {
            return time;
        }

        faults.Add(new Fault($"{option} {text}: write a day or a time, such as 2026-11-01 or 2026-11-01T10:00:00Z"));
        return null;
    }

    private static HashSet<string> Set(string option, string[] values, Regex form, string hint, List<Fault> faults)
    {
        faults.AddRange(values.Where(value => !form.IsMatch(value)).Select(value => new Fault($"{option} {value}: {hint}")));
        return new HashSet<string>(values, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex Region();
}
