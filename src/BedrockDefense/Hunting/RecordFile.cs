using System.Text.Json;
using BedrockDefense.Hunting.Reading;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>The records of one file, read in the same way as by a hunt.</summary>
/// <param name="Records">The records, in the order of the file.</param>
/// <param name="Faults">The faults of the file, and the values that were not understood.</param>
public sealed record RecordFile(IReadOnlyList<FoundRecord> Records, IReadOnlyList<FileFault> Faults)
{
    /// <summary>Reads a file of any form that a hunt can read. It reports a problem as a fault and never throws.</summary>
    /// <param name="file">The path of the file.</param>
    /// <param name="openSource">Opens a path that is not that of a file; null when it is one.</param>
    public static RecordFile Read(string file, SourceOpener? openSource)
    {
        ArgumentNullException.ThrowIfNull(file);
        var result = new FileResult(file);
        var records = new List<FoundRecord>();
        _ = new LogFile(new Collector(records, result)).Read(
            result,
            HuntOptions.DefaultMaximumFileBytes,
            openSource,
            CancellationToken.None
        );
        return new RecordFile(records, result.Faults);
    }

    private sealed class Collector(List<FoundRecord> records, FileResult result) : IRecordSink
    {
        public bool Record(ArraySegment<byte> record, long offset, NameKeys names, ReadOnlySpan<byte> envelope, bool isFinal)
        {
            try
            {
                var element = Parse(record);
                if (!isFinal && ShownFields.HasTextForObject(element))
                {
                    return false;
                }

                records.Add(new FoundRecord(element, envelope.IsEmpty ? null : Parse(envelope)));
            }
            catch (JsonException exception)
            {
                result.Fault($"the event is not valid JSON: {JsonFault.Reason(exception)}", offset);
            }

            return true;
        }

        private static JsonElement Parse(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 512 });
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.Clone();
        }
    }
}

/// <summary>A record, with the EventBridge event around it if there was one.</summary>
/// <param name="Record">The CloudTrail record.</param>
/// <param name="Event">The EventBridge event; null when the record was not in one.</param>
public sealed record FoundRecord(JsonElement Record, JsonElement? Event);
