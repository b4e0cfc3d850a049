using System.Globalization;
using System.Text;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Tests.Hunting;

/// <summary>Packed events come back as they were added, from memory and from the temporary file.</summary>
public sealed class EventLogTests
{
    private const int Events = 20_000;
    private const int Callers = 3_000;

    private static readonly string[] Times =
    [
        "2026-11-20T10:15:30Z",
        "2026-11-20T10:15:30.125Z",
        "2026-11-20T12:15:30+02:00",
        "0001-01-01T00:00:00Z",
    ];

    private static readonly string[] Ids =
    [
        "\"eventID\":\"{0:x8}\",",
        "\"eventID\":\"\",",
        "\"eventID\":null,",
        "",
        "\"eventID\":\"\\u00e4{0}\",",
    ];

    // The two halves of surrogate pairs are different groups, although neither can be written in UTF-8.
    private static readonly string[] Groups = ["eu-central-1", "\\ud800", "\\udc00", "\\ufffd", "", "\\u0065u-central-1"];

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    [InlineData(long.MaxValue)]
    public void Events_come_back_as_they_were_added(long bytes)
    {
        var random = new Random(20261128);
        var (root, slots) = FieldTree.Of(ShownFields.All.Select(field => new FieldPath(field)));
        var shown = new ShownFields(slots);
        using var log = new EventLog(bytes);
        var packer = new EventPacker(log, shown);
        var record = new RecordFields(slots.Count, 0);
        var source = new CorrelationSource(3, 1, [slots["awsRegion"]], []);
        var added = new List<string>();
        for (var number = 0; number < Events; number++)
        {
            if (number % 700 == 0)
            {
                packer.Begin($"file-{number}");
            }

            var group = Groups[random.Next(Groups.Length)];
            var id = string.Format(CultureInfo.InvariantCulture, Ids[random.Next(Ids.Length)], number);
            var text =
                $"{{{id}\"eventTime\":\"{Times[random.Next(Times.Length)]}\",\"awsRegion\":\"{group}\",\"eventName\":\"InvokeModel\","
                + $"\"userIdentity\":{{\"arn\":\"arn:aws:iam::111122223333:role/app-{random.Next(Callers)}\"}}}}";
            var json = Encoding.UTF8.GetBytes(text);
            record.Read(json, 0, json.Length, root);
            var time = EventTime.Read(shown.TimeBytes(record))!.Value;
            var whole = random.Next(10) == 0 ? text : null;
            packer.Add(source, time, record, whole, number * 100L);
            var digest = Digest.Of([record.LastScalar(slots["awsRegion"])!]);
            added.Add($"3 1 {digest} {time.UtcTicks} {Readable(shown.Facts(record))} {whole} file-{number / 700 * 700} {number * 100L}");
        }

        packer.Finish();

        var read = new List<string>();
        foreach (var block in log.Read(_ => true))
        {
            for (var row = new EventRow(block); row.Read(); )
            {
                var one = row.ToEvent();
                var (facts, whole) = one.Facts.Unpack();
                read.Add($"{one.Hunt} {one.Rule} {one.Group} {one.Time} {Readable(facts)} {whole} {one.File} {one.Offset}");
            }
        }

        Assert.Equal(added.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    // Facts are kept in UTF-8, which replaces half a surrogate pair.
    private static string Readable(EventFacts facts) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes($"{facts}"));
}
