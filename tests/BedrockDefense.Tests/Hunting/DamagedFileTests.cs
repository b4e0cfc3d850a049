using System.Text;
using BedrockDefense.Hunting;

namespace BedrockDefense.Tests.Hunting;

/// <summary>No file, however damaged or hostile, hides the findings of another file, uses much memory, or ends the process.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const string StoppedLoggingRule = """
        title: Stopped
        logsource: {product: aws, service: cloudtrail}
        detection: {selection: {eventName: StopLogging}, condition: selection}
        """;

    private const string Columns = "useridentity,eventtime,eventsource,eventname,eventid,awsregion,errorcode,requestparameters";

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_inflates_without_end_is_read_up_to_the_limit()
    {
        // The file has about a megabyte and inflates to a gigabyte: 64 members of 16 MB each.
        var member = LogFolder.Gzip(
            new byte[16 * 1024 * 1024]
                .Select(_ => (byte)' ')
                .ToArray()
        );
        var bomb = LogFolder.Gzip($"[{HunterTests.Event(1)}").Concat(Enumerable.Repeat(member, 64).SelectMany(bytes => bytes)).ToArray();

        var (ids, faults) = Hunt("bomb.json.gz", bomb, new HuntOptions { MaximumFileBytes = 100 * 1024 * 1024 });

        Assert.Equal(["1", "good"], ids);
        Assert.StartsWith("inflates to more than 104857600 bytes", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_gzip_file_keeps_what_was_read_and_says_where_it_ends()
    {
        var whole = LogFolder.Gzip($$"""{"Records":[{{HunterTests.Event(1)}},{"x":"{{Noise(200_000)}}"},{{HunterTests.Event(2)}}]}""");

        var (ids, faults) = Hunt("cut.json.gz", whole[..(whole.Length / 2)]);

        Assert.Equal(["1", "good"], ids);
        Assert.All(faults, fault => Assert.InRange(fault.Offset!.Value, 100, 200_000));
        Assert.Contains(
            faults,
            fault => fault.Message.StartsWith("the file ends too early, within the record that begins at byte ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_gzip_file_with_a_wrong_byte_is_damaged()
    {
        var whole = LogFolder.Gzip($$"""{"Records":[{{HunterTests.Event(1)}},{"x":"{{Noise(200_000)}}"},{{HunterTests.Event(2)}}]}""");
        whole[^6] ^= 0x55;

        Assert.Contains(
            Hunt("wrong.json.gz", whole).Faults,
            fault => fault.Message.StartsWith("the gzip data is damaged", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Concatenated_gzip_members_are_one_file()
    {
        var (ids, faults) = Hunt(
            "two.json.gz",
            [.. LogFolder.Gzip($"{{\"Records\":[{HunterTests.Event(1)},"), .. LogFolder.Gzip($"{HunterTests.Event(2)}]}}")]
        );

        Assert.Equal(["1", "2", "good"], ids);
        Assert.Empty(faults);
    }

    [Fact]
    public void Invalid_UTF_8_is_named_with_its_place_and_loses_no_event()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            $$"""
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1",
            "userAgent":"é?"},{{HunterTests.Event(2)}}]}
            """
        );
        var at = Array.IndexOf(bytes, (byte)'?');
        bytes[at] = 0xC3;

        var (ids, faults) = Hunt("invalid.json", bytes);

        Assert.Equal(["1", "2", "good"], ids);
        Assert.Contains(faults, fault => fault.Message == "the file is not valid UTF-8" && fault.Offset == at);
    }

    [Fact]
    public void A_record_of_60_MB_is_left_out_and_those_around_it_are_found()
    {
        var text = $$$"""
            {"Records":[{{{HunterTests.Event(1)}}},{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com",
            "eventName":"StopLogging","eventID":"huge","x":"{{{new string('x', 60_000_000)}}}","y":{"z":[{}]}},{{{HunterTests.Event(2)}}}]}
            """;

        var (ids, faults) = Hunt("huge.json.gz", LogFolder.Gzip(text));

        Assert.Equal(["1", "2", "good"], ids);
        var fault = Assert.Single(faults);
        Assert.Equal(
            ("the record is longer than 8 MB and is left out", text.IndexOf(",{", StringComparison.Ordinal) + 1),
            (fault.Message, fault.Offset)
        );
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void A_record_nested_however_deep_is_judged(int depth)
    {
        var list = new string('[', depth) + new string(']', depth);
        var map = string.Concat(Enumerable.Repeat("{\"a\":", depth / 10)) + "1" + new string('}', depth / 10);
        var deep = $$"""
            {"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1",
            "x":{{list}},"y":{{map}}}
            """;

        var (ids, _) = Hunt("deep.json", $$"""{"Records":[{{deep}},{{HunterTests.Event(2)}}]}""");

        Assert.Equal(["1", "2", "good"], ids);
    }

    [Fact]
    public void Fields_that_rules_look_at_may_be_nested_however_deep()
    {
        const int depth = 10_000;
        var (open, close) = (new string('[', depth), new string(']', depth));
        _folder.Add(
            "deep.json",
            $$"""
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1",
            "requestParameters":{{open}}{"name":{{open}}"x"{{close}}}{{close}}}]}
            """
        );

        Assert.Equal(
            ["1"],
            Ids(_folder.Hunt(StoppedLoggingRule.Replace("eventName:", "requestParameters.name: x, eventName:", StringComparison.Ordinal)))
        );
    }

    [Theory]
    [InlineData(
        """
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"},
            {"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging
            """,
        "the file ends too early, within the record that begins at byte 122"
    )]
    [InlineData(
        """{"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"}""",
        "the file ends too early"
    )]
    [InlineData(
        """
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"},
            {"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging" "eventID":"2"}]}
            """,
        "the event is not valid JSON: "
    )]
    [InlineData(
        """
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"},
            "text"]}
            """,
        "between the events there is something else"
    )]
    [InlineData(
        """{"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"}]}]""",
        "a bracket closes that was never opened"
    )]
    [InlineData(
        """{"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"}]} x""",
        "between the events there is something else"
    )]
    [InlineData(
        "{\"Records\":[{\"eventTime\":\"2026-11-20T10:15:30Z\",\"eventSource\":\"x.amazonaws.com\","
            + "\"eventName\":\"StopLogging\",\"eventID\":\"1\"},{\"a\":\"\n\"}]}",
        "a text holds a control character, which JSON does not allow"
    )]
    [InlineData(
        """
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"},
            {"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"GetTrail","a":"\uZZZZ"}]}
            """,
        "the event is not valid JSON: "
    )]
    [InlineData(
        """
            {"Records":[{"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"StopLogging","eventID":"1"},
            {"eventTime":"2026-11-20T10:15:30Z","eventSource":"x.amazonaws.com","eventName":"\ud800StopLogging","\udc00":1}]}
            """,
        null
    )]
    public void Malformed_JSON_is_named_and_the_events_before_it_are_found(string text, string? message)
    {
        var (ids, faults) = Hunt("bad.json", text);

        Assert.Contains("1", ids);
        Assert.Contains("good", ids);
        if (message is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.StartsWith(message, faults[0].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_row_of_a_table_with_half_a_surrogate_pair_is_named_and_the_rows_around_it_are_found()
    {
        var (ids, faults) = Hunt("half.csv", $"{Columns}\n{Row(1, "a")}\n{Row(2, "\\ud800")}\n{Row(3, "b")}\n");

        Assert.Equal(["1", "3", "good"], ids);
        Assert.Equal("is not valid JSON: a text in it is none", Assert.Single(faults).Message);

        static string Row(int id, string type) =>
            FormattableString.Invariant(
                $"\"{{\"\"type\"\":\"\"{type}\"\"}}\",2026-11-20T10:15:30Z,x.amazonaws.com,StopLogging,{id},eu-central-1,,"
            );
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named()
    {
        var folder = Path.Combine(_folder.Root, "folder.json.gz");
        Directory.CreateDirectory(folder);
        var link = Path.Combine(_folder.Root, "link.json.gz");
        File.CreateSymbolicLink(link, Path.Combine(_folder.Root, "nowhere"));
        _folder.Files.AddRange([folder, link, Path.Combine(_folder.Root, "missing")]);
        _folder.AddRecords("good.json.gz", [HunterTests.Event(1)]);

        var result = _folder.Hunt(StoppedLoggingRule);

        Assert.Equal(["1"], Ids(result));
        Assert.Equal(3, result.Report.Faults.Count(fault => fault.Message.StartsWith("cannot be read: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_named()
    {
        var file = _folder.AddRecords("secret.json.gz", [HunterTests.Event(1)]);
        if (OperatingSystem.IsWindows())
        {
            File.Encrypt(file);
        }
        else
        {
            File.SetUnixFileMode(file, UnixFileMode.None);
        }

        var result = _folder.Hunt(StoppedLoggingRule);

        // The superuser, and the owner of an encrypted file, may read everything.
        Assert.Equal(1, result.Findings.Count + result.Report.Faults.Count);
    }

    [Fact]
    public void Only_the_first_faults_of_a_file_are_listed()
    {
        var (_, faults) = Hunt("bad.json", $"[{string.Join(',', Enumerable.Repeat("[1]", 1000))}]");

        Assert.Equal(11, faults.Count);
        Assert.Equal("more is wrong with this file than is shown", faults[^1].Message);
    }

    private (IReadOnlyList<string?> Ids, IReadOnlyList<FileFault> Faults) Hunt(string name, string text, HuntOptions? options = null) =>
        Hunt(name, Encoding.UTF8.GetBytes(text), options);

    private (IReadOnlyList<string?> Ids, IReadOnlyList<FileFault> Faults) Hunt(string name, byte[] content, HuntOptions? options = null)
    {
        _folder.Add(name, content);
        _folder.AddRecords("good.json.gz", [HunterTests.Event(0).Replace("\"0\"", "\"good\"", StringComparison.Ordinal)]);
        var result = _folder.Hunt(StoppedLoggingRule, options);
        return (Ids(result), [.. result.Report.Faults.Where(fault => !fault.Message.Contains("eventTime", StringComparison.Ordinal))]);
    }

    private static List<string?> Ids((List<Finding> Findings, HuntReport Report) result) =>
        [.. result.Findings.Select(finding => finding.Event.EventId)];

    private static string Noise(int length)
    {
        var random = new Random(1);
        return string.Create(
            length,
            random,
            static (text, dice) =>
            {
                for (var index = 0; index < text.Length; index++)
                {
                    text[index] = (char)('a' + dice.Next(26));
                }
            }
        );
    }
}
