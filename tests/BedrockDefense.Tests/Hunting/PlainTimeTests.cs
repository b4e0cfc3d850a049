using System.Text;
using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Tests.Hunting;

/// <summary>The time that is read from the bytes of a record is the one that parsing the record gives, or none.</summary>
public sealed class PlainTimeTests
{
    private const string Time = "2026-11-20T10:15:30Z";

    // Each record, and whether its time is read from its bytes.
    private static readonly Dictionary<string, (string Record, bool IsRead)> Records = new()
    {
        ["as CloudTrail writes it"] = (Of("", ""), true),
        ["with a backslash in another text"] = (
            Of(
                """
                "userAgent":"a \"eventTime\":\"2020-01-01T00:00:00Z\" \\ b",
                """,
                ""
            ),
            true
        ),
        ["with an escape that spells no letter"] = (
            Of(
                "",
                """
                ,"userAgent":"\u00fc"
                """
            ),
            true
        ),
        ["with spaces between the words"] = (Of("", "").Replace(":\"", " : \"", StringComparison.Ordinal), true),
        ["with another time before it"] = (
            Of(
                """
                "eventTime":"2020-01-01T00:00:00Z",
                """,
                ""
            ),
            true
        ),
        ["with another time after it"] = (
            Of(
                "",
                """
                ,"eventTime":"2020-01-01T00:00:00Z"
                """
            ),
            false
        ),
        ["with another time after it, whose key is spelled with an escape"] = (
            Of(
                "",
                """
                ,"event\u0054ime":"2020-01-01T00:00:00Z"
                """
            ),
            false
        ),
        ["with a time within an object after it"] = (
            Of(
                "",
                """
                ,"requestParameters":{"eventTime":"2020-01-01T00:00:00Z"}
                """
            ),
            false
        ),
        ["with a time within an object before it"] = (
            Of(
                """
                "requestParameters":{"eventTime":"2020-01-01T00:00:00Z"},
                """,
                ""
            ),
            true
        ),
        ["with a time that is none"] = (Of("", "").Replace(Time, "yesterday", StringComparison.Ordinal), false),
        ["with a time that is a number"] = (Of("", "").Replace($"\"{Time}\"", "1", StringComparison.Ordinal), false),
        ["with the source after the name"] = ($$"""{"eventTime":"{{Time}}","eventName":"X","eventSource":"y"}""", false),
        ["with a name before the time, within an object"] = (
            $$"""
            {"a":{"eventTime":"2020-01-01T00:00:00Z","eventSource":"y","eventName":"Z"},
            "eventTime":"{{Time}}","eventSource":"y","eventName":"X"}
            """,
            true
        ),
        ["with two names"] = (
            Of(
                "",
                """
                ,"eventName":"Z"
                """
            ),
            false
        ),
    };

    public static TheoryData<string> Sentences => [.. Records.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void The_time_is_that_of_the_parsed_record(string record)
    {
        var (text, isRead) = Records[record];
        using var parsed = JsonDocument.Parse(text);
        var time = parsed.RootElement.GetProperty("eventTime");

        var read = TimeOf(text);

        Assert.Equal(isRead, read is not null);
        Assert.True(read is null || read == EventTime.Read(time.GetString())!.Value.UtcTicks);
    }

    private static string Of(string before, string after) =>
        $$"""{{{before}}"userIdentity":{"type":"IAMUser"},"eventTime":"{{Time}}","eventSource":"y","eventName":"X"{{after}}}""";

    private static long? TimeOf(string record)
    {
        var handler = new Handler();
        var scanner = new RecordScanner(handler);
        scanner.Begin();
        var bytes = Encoding.UTF8.GetBytes($$"""{"Records":[{{record}}]}""");
        bytes.CopyTo(scanner.FreeSpace);
        scanner.Advance(bytes.Length);
        scanner.Finish();
        Assert.Equal(1, handler.Items);
        return handler.Time;
    }

    private sealed class Handler : IRecordHandler
    {
        public int Items { get; private set; }

        public long? Time { get; private set; }

        public void Item(ArraySegment<byte> item, long offset, NameKeys names) =>
            (Items, Time) = (Items + 1, PlainText.TimeOf(item, names));

        public void TextBeside(ReadOnlySpan<byte> text, long offset) { }

        public void Fault(string message, long offset) => Assert.Fail(message);
    }
}
