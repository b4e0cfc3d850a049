using System.IO.Compression;
using System.Text;

namespace BedrockDefense.Cli.Tests;

/// <summary>Files of logs in which something is odd. A reader that looks only for what is asked for may notice it or not.</summary>
internal static class OddArchive
{
    private const string Event = """
        "eventTime":"2026-11-20T10:15:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging"
        """;
    private const string Others = """
        "awsRegion":"eu-central-1","eventID":"1","recipientAccountId":"111122223333","sourceIPAddress":"203.0.113.77"
        """;
    private const string Identity = """
        "userIdentity":{"arn":"arn:aws:iam::111122223333:user/mallory","accessKeyId":"AKIAIOSFODNN7EXAMPLE"}
        """;
    private const string Parameters = """
        "requestParameters":{"name":"arn:trail"}
        """;
    private const string Columns =
        "eventversion,useridentity,eventtime,eventsource,eventname,awsregion,sourceipaddress,errorcode,requestparameters";

    /// <summary>The content of each file, by a sentence that says what is odd.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } =
        new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["nothing is odd"] = Log(With("")),
            ["a literal is cut short"] = Log(With("\"x\":tru")),
            ["a number begins with a zero"] = Log(With("\"x\":01")),
            ["a number has no digits after its point"] = Log(With("\"x\":1.")),
            ["an escape is none"] = Log(With("\"x\":\"\\q\"")),
            ["an escape has no hexadecimal digits"] = Log(With("\"x\":\"\\uZZZZ\"")),
            ["a comma is followed by nothing"] = Log(With("\"x\":[1,]")),
            ["a comma ends the record"] = Log($"{{{Event},{Others},{Identity},{Parameters},}}"),
            ["a comma is missing"] = Log(With("\"x\":1 \"y\":2")),
            ["a colon is missing"] = Log(With("\"x\" 1")),
            ["a bracket is closed by another"] = Log(With("\"x\":[{\"y\":1]}")),
            ["a name has no quotation marks"] = Log(With("x:1")),
            ["a text has single quotation marks"] = Log(With("\"x\":'y'")),
            ["there is a comment"] = Log(With("\"x\":1/* y */")),
            ["a text has a control character"] = Log(With("\"x\":\"\u0001\"")),
            ["a text has a line break"] = Log(With("\"x\":\"\n\"")),
            ["a text that no rule names has half a surrogate pair"] = Log(With("\"x\":\"\\ud800\"")),
            ["a name that no rule names has half a surrogate pair"] = Log(With("\"\\ud800\":1")),
            ["a user agent has half a surrogate pair"] = Log(With("\"userAgent\":\"\\udc00\"")),
            ["a name within the parameters has half a surrogate pair"] = Log(
                With("\"requestParameters\":{\"\\ud800xxxxxxxxxx\":1,\"name\":\"arn:trail\"}")
            ),
            ["a name within the identity has half a surrogate pair"] = Log(With("\"userIdentity\":{\"\\udfffxxxxxxxxxx\":1}")),
            ["the address is half a surrogate pair"] = Log(With("\"sourceIPAddress\":\"\\ud800\"")),
            ["the name of the event has half a surrogate pair"] = Log(With("\"eventName\":\"StopLogging\\ud800\"")),
            ["the name of the event is written in escapes"] = Log(With("\"eventName\":\"\\u0053topLogging\"")),
            ["the name of a field is written in escapes"] = Log(With("\"\\u0065ventName\":\"DeleteTrail\"")),
            ["a pair of escapes is a character"] = Log(With("\"x\":\"\\ud83d\\ude00\"")),
            ["bytes are no UTF-8"] = Encoding.Latin1.GetBytes($"{{\"Records\":[{With("\"x\":\"\u00ff\"")}]}}"),
            ["a record is nested deeper than a keyword is looked for"] = Log(With($"\"x\":{Nested(600)}")),
            ["a record is nested deeper than a wrapper may be"] = Log(With($"\"x\":{Nested(1200)}")),
            ["a number has a thousand digits"] = Log(With($"\"x\":1{new string('0', 1000)}")),
            ["the name of the event comes twice"] = Log(With("\"eventName\":\"DeleteTrail\"")),
            ["the key comes twice"] = Log(With("\"userIdentity\":{\"accessKeyId\":\"AKIAI44QH8DHBEXAMPLE\"}")),
            ["the time is none"] = Log(With("\"eventTime\":\"yesterday\"")),
            ["the time is empty"] = Log(With("\"eventTime\":\"\"")),
            ["the time is a number"] = Log(With("\"eventTime\":1763633700")),
            ["the time is of a day that is none"] = Log(With("\"eventTime\":\"2026-02-30T10:15:00Z\"")),
            ["the time has another zone"] = Log(With("\"eventTime\":\"2026-11-20T23:15:00-09:00\"")),
            ["the time has half a surrogate pair"] = Log(With("\"eventTime\":\"2026-11-20T10:15:00Z\\ud800\"")),
            ["indexed fields are lists"] = Log(With("\"eventName\":[\"DeleteTrail\",\"ListTrails\"],\"sourceIPAddress\":[[\"a\"],{}]")),
            ["indexed fields are objects"] = Log(With("\"eventName\":{\"x\":1},\"userIdentity\":{\"accessKeyId\":{\"y\":\"z\"}}")),
            ["indexed fields are null"] = Log(With("\"eventName\":null,\"sourceIPAddress\":null,\"userIdentity\":null,\"awsRegion\":null")),
            ["indexed fields are numbers and booleans"] = Log(
                With("\"eventName\":5,\"recipientAccountId\":111122223333,\"awsRegion\":true")
            ),
            ["the identity is a list of objects"] = Log(With("\"userIdentity\":[{\"accessKeyId\":\"a\"},{\"accessKeyId\":\"b\"}]")),
            ["the identity is a text with JSON"] = Log(With("\"userIdentity\":\"{\\\"accessKeyId\\\":\\\"a\\\"}\"")),
            ["the identity is a text that is not read"] = Log(With("\"userIdentity\":\"{accessKeyId\"")),
            ["the parameters are a text that is not read"] = Log(With("\"requestParameters\":\"{\\\"a\\\":tru}\"")),
            ["the parameters are a text with JSON"] = Log(With("\"requestParameters\":\"{\\\"name\\\":\\\"x\\\"}\"")),
            ["a record has the text of two events"] = Log(
                With($"\"eventJson\":{Json($"{With("")} {With("").Replace("StopLogging", "ListTrails", StringComparison.Ordinal)}")}")
            ),
            ["a record has the text of an event that is cut"] = Log(With($"\"eventJson\":{Json(With("")[..90])}")),
            ["the list of records is empty"] = Log(),
            ["the list of records is null"] = Utf8("{\"Records\":null}"),
            ["there is a value that is no record"] = Log(With(""), "7"),
            ["there is an object that is no record"] = Log(With(""), "{\"a\":1}"),
            ["the second record is damaged"] = Log(With(""), With("\"x\":tru")),
            ["an envelope has a damaged event"] = Utf8($"{{\"detail-type\":\"x\",\"source\":\"y\",\"detail\":{With("\"x\":tru")}}}"),
            ["an envelope has an event"] = Utf8($"{{\"detail-type\":\"x\",\"source\":\"y\",\"detail\":{With("")}}}"),
            ["a message has the text of an event"] = Utf8($"{{\"Message\":{Json(With(""))}}}"),
            ["a message has the text of a damaged event"] = Utf8($"{{\"Message\":{Json(With("\"x\":tru"))}}}"),
            ["records stand on lines"] = Utf8($"{With("")}\n{With("")}\n"),
            ["a record on a line is damaged"] = Utf8($"{With("")}\n{With("\"x\":01")}\n"),
            ["a record on a line is cut"] = Utf8($"{With("")}\n{With("")[..60]}\n"),
            ["lines have parts that are texts"] = Utf8($"{With("\"requestParameters\":\"{}\"")}\n{With("\"requestParameters\":\"{x\"")}\n"),
            ["the file is a table"] = Table(Row("StopLogging", "{\"\"accesskeyid\"\":\"\"A\"\"}")),
            ["a row of a table has a damaged identity"] = Table(Row("StopLogging", "{\"\"accesskeyid\"\":tru}"), Row("ListTrails", "")),
            ["a row of a table has half a surrogate pair"] = Table(Row("StopLogging", "{\"\"accesskeyid\"\":\"\"\\ud800\"\"}")),
            ["a table lacks columns"] = Utf8("eventtime,eventsource,eventname\n2026-11-20T10:15:00Z,a.amazonaws.com,StopLogging\n"),
            ["a table has a cell too many"] = Table(Row("StopLogging", "") + ",x"),
            ["the file has a byte order mark"] = [0xEF, 0xBB, 0xBF, .. Log(With(""))],
            ["the file has a byte order mark and damage"] = [0xEF, 0xBB, 0xBF, .. Log(With("\"x\":tru"))],
            ["the file is in UTF-16"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{{\"Records\":[{With("\"x\":\"\\ud800\"")}]}}")],
            ["the file is compressed"] = Gzip(Log(With(""))),
            ["the file is compressed and cut"] = Gzip(Log(With(""), With("")))[..^12],
            ["the file is compressed and followed by something else"] = [.. Gzip(Log(With(""))), .. "x"u8],
            ["the file is compressed in two parts, of which the second is cut"] = [.. Gzip(Log(With(""))), .. Gzip(Log(With("")))[..30]],
            ["the file is cut within a record"] = Log(With(""))[..^20],
            ["the file is cut behind a record"] = Log(With(""))[..^2],
            ["the file is empty"] = [],
            ["the file is a digest"] = Utf8("{\"awsAccountId\":\"1\",\"digestStartTime\":\"x\",\"digestEndTime\":\"y\",\"logFiles\":[]}"),
            ["there are records after the list"] = Utf8($"{{\"Records\":[{With("")}],\"NextToken\":\"x\"}}"),
        };

    /// <summary>Returns a record with more members before its end, which count in place of earlier ones of the same names.</summary>
    private static string With(string members) =>
        $"{{{Identity},{Event},{Others},{Parameters}{(members.Length == 0 ? "" : $",{members}")}}}";

    private static byte[] Log(params string[] records) => Utf8($"{{\"Records\":[{string.Join(',', records)}]}}");

    private static byte[] Table(params string[] rows) => Utf8($"{Columns}\n{string.Join('\n', rows)}\n");

    private static string Row(string name, string identity) =>
        $"1.11,\"{identity}\",2026-11-20T10:15:00Z,cloudtrail.amazonaws.com,{name},eu-central-1,203.0.113.77,,";

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] content)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }
}
