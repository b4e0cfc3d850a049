using System.Globalization;
using System.Text.RegularExpressions;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The files of an archive and how they are read, after the options were checked.</summary>
/// <param name="Sources">The files.</param>
/// <param name="Options">The events to examine.</param>
/// <param name="IndexFolder">The folder of the index; null without one.</param>
internal sealed partial record ArchiveArguments(LogSources Sources, HuntOptions Options, string? IndexFolder) : IDisposable
{
    public const long DefaultMaximumMegabytes = HuntOptions.DefaultMaximumFileBytes / Megabyte;

    private const long Megabyte = 1024 * 1024;
    private const int MostThreads = 256;

    /// <summary>Reads the options.</summary>
    /// <param name="settings">The options.</param>
    /// <param name="paths">The paths, folders and patterns of the files.</param>
    /// <param name="faults">Receives what is wrong with the options. When there is anything, the result cannot be used.</param>
    /// <param name="ownFormats">The formats that the verb has in addition to those of every verb.</param>
    public static ArchiveArguments Read(
        ArchiveSettings settings,
        IReadOnlyList<string> paths,
        List<Fault> faults,
        params string[] ownFormats
    )
    {
        string[] formats = [.. AnswerFormat.All, .. ownFormats];
        var options = new HuntOptions
        {
            Since = Time("--since", settings.Since, isEnd: false, faults),
            Until = Time("--until", settings.Until, isEnd: true, faults),
            Late = Late(settings, faults),
            Accounts = Set("--account", settings.Accounts, Account(), "an account id has 12 digits, such as 111122223333", faults),
            Regions = Set("--region", settings.Regions, Region(), "a Region looks like eu-central-1", faults),
            MaximumFileBytes = settings.MaximumMegabytes * Megabyte,
            KeepsRecords = settings.Raw,
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

        if (settings.Format is not null && !formats.Contains(settings.Format))
        {
            faults.Add(new Fault($"--format {settings.Format}: there is no such format; write {string.Join(" or ", formats)}"));
        }

        var sources = LogSources.Find(
            paths,
            BucketOptions.Of(settings),
            new LogScope(options.Accounts, options.Regions, new DeliveryWindow(options.Since, options.Until, options.Late)),
            settings.StartAfter,
            faults
        );
        return new(
            sources,
            options with
            {
                OpenSource = sources.Open,
                Listed = sources.Listed,
                KnownAccountsAndRegions = sources.AccountsAndRegions,
                Threads = settings.Threads ?? sources.Threads,
            },
            settings.Index
        );
    }

    /// <inheritdoc/>
    public void Dispose() => Sources.Dispose();

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

    private static TimeSpan Late(ArchiveSettings settings, List<Fault> faults)
    {
        if (settings.Late is null)
        {
            return DeliveryWindow.DefaultLate;
        }

        if (settings.Until is null)
        {
            faults.Add(new Fault($"--late {settings.Late}: it counts from --until; write --until too"));
        }

        return SpanOption.Read("--late", settings.Late, faults);
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
