using System.Globalization;
using System.Text;
using System.Text.Json;
using BedrockDefense.Cli.Input;

namespace BedrockDefense.Cli.Investigating;

/// <summary>What the files of <c>--event</c> say of the events to start from.</summary>
/// <param name="AccessKeys">The access keys of the events.</param>
/// <param name="EventIds">The ids of the events whose access key the archive must tell.</param>
/// <param name="First">The time of the first event; null when none has a readable time.</param>
internal sealed record StartEvents(IReadOnlyList<string> AccessKeys, IReadOnlyList<string> EventIds, DateTimeOffset? First)
{
    /// <summary>Reads files.</summary>
    /// <param name="files">Files with CloudTrail records, or with findings as <c>hunt --format jsonl</c> writes them.</param>
    /// <param name="faults">Receives what is wrong with them.</param>
    public static StartEvents Read(IReadOnlyList<string> files, List<Fault> faults)
    {
        var (keys, ids, times) = (new List<string>(), new List<string>(), new List<DateTimeOffset>());
        foreach (var file in files)
        {
            if (file == InputFile.StandardInput)
            {
                faults.Add(new Fault("--event -: write the events to a file and name that"));
            }
            else if (Findings(file, times) is { } findings)
            {
                ids.AddRange(findings);
            }
            else
            {
                ReadRecords(file, keys, ids, times, faults);
            }
        }

        return new StartEvents(keys, ids, times.Count == 0 ? null : times.Min());
    }

    private static void ReadRecords(string file, List<string> keys, List<string> ids, List<DateTimeOffset> times, List<Fault> faults)
    {
        var (records, wrong) = EventFile.Read([file]);
        faults.AddRange(wrong.Select(fault => new Fault(fault.ToString())));
        if (records is [] && wrong is [])
        {
            faults.Add(new Fault($"--event {file}: no CloudTrail record and no finding of hunt is in it"));
        }

        foreach (var (name, record, _) in records)
        {
            AddTime(record, "eventTime", times);
            if (record.TryGetProperty("userIdentity", out var caller) && Text(caller, "accessKeyId") is { } key)
            {
                keys.Add(key);
            }
            else if (Text(record, "eventID") is { } id)
            {
                ids.Add(id);
            }
            else
            {
                faults.Add(new Fault($"--event {name}: the event has neither userIdentity.accessKeyId nor eventID"));
            }
        }
    }

    /// <summary>Returns the ids of the events of findings, and adds their times; null when the file holds something else.</summary>
    private static List<string>? Findings(string file, List<DateTimeOffset> times)
    {
        var ids = new List<string>();
        try
        {
            var text = Encoding.UTF8.GetBytes(InputFile.ReadText(file));
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                using var finding = JsonDocument.ParseValue(ref reader);
                if (Text(finding.RootElement, "rule") is null || Text(finding.RootElement, "eventId") is not { } id)
                {
                    return null;
                }

                ids.Add(id);
                AddTime(finding.RootElement, "time", times);
                if (finding.RootElement.TryGetProperty("relatedEventIds", out var related) && related.ValueKind == JsonValueKind.Array)
                {
                    ids.AddRange(
                        related.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
                    );
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidInputException)
        {
            // A log may be compressed, a table or damaged. Reading it as one says what is wrong.
            return null;
        }

        return ids is [] ? null : ids;
    }

    private static void AddTime(JsonElement element, string name, List<DateTimeOffset> times)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (
            DateTimeOffset.TryParseExact(
                Text(element, name),
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
                CultureInfo.InvariantCulture,
                Utc,
                out var time
            )
        )
        {
            times.Add(time);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
