using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Cli.Output;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Input;

/// <summary>
/// Reads the CloudTrail records of files in any form that a hunt reads, so that <c>match</c>, <c>alert</c> and <c>runbook</c>
/// answer about the same events.
/// </summary>
internal static class EventFile
{
    // The code that processes an event reads 64 levels. A message or an envelope around the event adds a few.
    private const int DeepestOnTheBus = 56;

    /// <summary>Returns the records of files, each with a name to show, and the faults of what could not be read.</summary>
    /// <exception cref="InvalidInputException">No part of a file can be read, or a record is ambiguous.</exception>
    public static (IReadOnlyList<EventRecord> Records, IReadOnlyList<FileFault> Faults) Read(IReadOnlyList<string> files)
    {
        var (records, faults) = (new List<EventRecord>(), new List<FileFault>());
        foreach (var file in files)
        {
            var (found, wrong) = RecordFile.Read(file, InputFile.OpenSource);
            if (found is [] && wrong is not [])
            {
                throw new InvalidInputException([.. wrong.Select(fault => new Fault(fault.ToString()))]);
            }

            if (found is [])
            {
                ConsoleOutput.WriteRemark(VisibleText.Of($"note: {file} holds no events"));
            }

            foreach (var (one, number) in found.Select((one, index) => (one, index + 1)))
            {
                var name = found.Count == 1 ? file : FormattableString.Invariant($"{file}#{number}");
                RequireUnambiguous(one.Record, new SourceLocation(name));
                records.Add(new EventRecord(name, one.Record, one.Event));
            }

            faults.AddRange(wrong);
        }

        return (records, faults);
    }

    /// <summary>Reports on standard error what could not be read, and returns the exit code that says so too.</summary>
    /// <param name="faults">The faults of what could not be read.</param>
    /// <param name="exitCode">The exit code to return when there are no faults.</param>
    public static int Finish(IReadOnlyList<FileFault> faults, int exitCode)
    {
        foreach (var fault in faults)
        {
            ConsoleOutput.WriteRemark($"damaged: {fault}");
        }

        return faults.Count > 0 ? ExitCode.Damaged : exitCode;
    }

    /// <summary>Returns the record as EventBridge delivers it: the event that contained it, or an event made from it.</summary>
    /// <exception cref="InvalidInputException">The record lacks a field that EventBridge makes the event from.</exception>
    public static JsonElement OnTheBus(string name, JsonElement record, JsonElement? @event)
    {
        var (source, time) = @event is { } given
            ? (Text(given, "source"), Text(given, "time"))
            : (Text(record, "eventSource"), Text(record, "eventTime"));
        if (source is null || !DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            throw new InvalidInputException(
                @event is null
                    ? "the record lacks eventSource or eventTime (such as 2026-11-20T10:15:00Z), which every CloudTrail record has"
                    : "the event lacks source, or time (such as 2026-11-20T10:15:00Z), which every EventBridge event has",
                new SourceLocation(name)
            );
        }

        if (DepthOf(@event ?? record) > DeepestOnTheBus)
        {
            throw new InvalidInputException(
                FormattableString.Invariant(
                    $"the event is nested deeper than {DeepestOnTheBus} levels, and what becomes of it on a bus is not known"
                ),
                new SourceLocation(name)
            );
        }

        return @event ?? ApiCall.Envelope(JsonNode.Parse(record.GetRawText())!.AsObject(), Text(record, "eventID") ?? "");
    }

    private static int DepthOf(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => 1 + element.EnumerateObject().Select(member => DepthOf(member.Value)).DefaultIfEmpty().Max(),
            JsonValueKind.Array => 1 + element.EnumerateArray().Select(DepthOf).DefaultIfEmpty().Max(),
            _ => 0,
        };

    // JSON's grammar allows a name twice in an object, and half of a surrogate pair in a text. No service writes either, and
    // the programs that process the event might read them differently.
    private static void RequireUnambiguous(JsonElement element, SourceLocation location)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    var name = Readable(() => property.Name, location);
                    if (!names.Add(name))
                    {
                        throw new InvalidInputException(
                            $"the event has the field {VisibleText.Quote(name)} twice, and which of them counts is not defined",
                            location
                        );
                    }

                    RequireUnambiguous(property.Value, location);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    RequireUnambiguous(item, location);
                }

                break;
            case JsonValueKind.String:
                _ = Readable(() => element.GetString()!, location);
                break;
        }
    }

    private static string Readable(Func<string> text, SourceLocation location)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            throw new InvalidInputException(
                "the event has a text with half a surrogate pair (such as \\ud800), which is no character",
                location
            );
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
