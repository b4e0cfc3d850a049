using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Searching;
using BedrockDefense.Sigma;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Hunting;

/// <summary>A search finds what LINQ finds in the parsed records, in whatever form they are written.</summary>
public sealed class SearcherTests : IDisposable
{
    private const int Events = 300;
    private const int Queries = 150;

    private static readonly string[] Forms = [.. Cases("read.json").Select(one => one.GetProperty("name").GetString()!)];

    private readonly LogFolder _folder = new();

    public static TheoryData<string> ArchiveForms => [.. Forms];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_finds_what_a_look_at_every_parsed_record_finds()
    {
        var random = new Random(20261129);
        JsonElement[] events = [.. Gen.Sample(EventGenerator.Event, Events, 40).Select(Complete)];
        var forms = Rewriting.Forms.Values.ToArray();
        foreach (var (number, chunk) in events.Chunk(25).Index())
        {
            _folder.AddRecords($"{number:D3}.json.gz", chunk.Select(record => forms[random.Next(forms.Length)](record, random)));
        }

        var sizes = new List<int>();
        for (var number = 0; number < Queries; number++)
        {
            string[] query = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(events[random.Next(events.Length)], random))];

            string[] expected = [.. events.Where(record => query.All(one => Holds(one, record))).Select(Id)];

            var found = Search(query);
            Assert.True(
                expected.SequenceEqual(found),
                $"{string.Join(' ', query)}: missing {string.Join(' ', expected.Except(found))}, "
                    + $"beside them {string.Join(' ', found.Except(expected))}"
            );
            sizes.Add(expected.Length);
        }

        // Searches that find nothing, or everything, would prove little.
        Assert.InRange(sizes.Count(size => size is > 0 and < Events), Queries / 3, Queries);
    }

    [Theory]
    [MemberData(nameof(ArchiveForms))]
    public void It_finds_by_a_field_and_by_a_text_in(string form)
    {
        var content = Cases("read.json").Single(one => one.GetProperty("name").GetString() == form).GetProperty("content").GetString()!;
        _folder.Add("file.json", content);

        Assert.Single(Search("requestParameters.roleName=WATCHED", "errorCode=null"));
        Assert.Single(Search("atch", "eventName=Attach*Policy"));
        Assert.Empty(Search("unwatched"));
    }

    [Theory]
    [InlineData(
        "eventname=StopLogging",
        "\"eventname=StopLogging\": CloudTrail records have no field \"eventname\"; the nearest is eventName"
    )]
    [InlineData("userIdentity=x", "\"userIdentity=x\": userIdentity is an object in CloudTrail events; name the field inside it")]
    [InlineData("userIdentity.ARN=x", "\"userIdentity.ARN=x\": userIdentity has no field \"ARN\" in CloudTrail records")]
    [InlineData("errorCode=", "\"errorCode=\": write a value after =; errorCode=null finds events without the field")]
    [InlineData("sourceIPAddress|cidr=10.0.0.1/8", "'10.0.0.1/8' is no network")]
    [InlineData("userAgent|re=(", "\"userAgent|re=(\"")]
    [InlineData("userAgent|has=x", "unknown modifier 'has'")]
    [InlineData("eventName..x=1", "has an empty part")]
    [InlineData("", "an empty keyword would match every event")]
    public void It_refuses(string condition, string message)
    {
        var exception = Assert.Throws<SigmaException>(() => SearchQuery.Parse(["eventName=StopLogging", condition]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_refuses_all_faulty_conditions_at_once() =>
        Assert.Equal(2, Assert.Throws<SigmaException>(() => SearchQuery.Parse(["eventname=a", "region=b"])).Faults.Count);

    [Theory]
    [InlineData("recipientAccountId=012345678901", 1)]
    [InlineData("requestParameters.count=5", 1)]
    [InlineData("requestParameters.count|gt=4", 1)]
    [InlineData("requestParameters.count|gt=5", 0)]
    [InlineData("readOnly=true", 1)]
    [InlineData("errorCode|exists=false", 1)]
    [InlineData("sourceIPAddress|cidr=203.0.113.0/24", 1)]
    [InlineData("userAgent|re=^aws-cli/[0-9]", 1)]
    [InlineData("requestParameters.text=a=b", 1)]
    [InlineData("a=b", 1)]
    [InlineData("x y=b", 0)]
    public void It_reads_values_as_Sigma_does_but_digits_as_text(string condition, int found)
    {
        _folder.AddRecords(
            "a.json.gz",
            [
                """
                {"eventTime":"2026-11-20T10:15:00Z","eventSource":"a.amazonaws.com","eventName":"A","recipientAccountId":"012345678901",
                "requestParameters":{"count":5,"text":"a=b"},"readOnly":true,"sourceIPAddress":"203.0.113.7","userAgent":"aws-cli/2"}
                """,
            ]
        );

        Assert.Equal(found, condition == "a=b" ? SearchText().Length : Search(condition).Length);

        // A bare word before an equals sign is taken for a field, so a text with one is written with a wildcard.
        string[] SearchText() => Search("*a=b");
    }

    [Fact]
    public void Only_wanted_events_are_found_and_what_is_never_seen_is_named()
    {
        _folder.AddRecords("a.json.gz", [.. Enumerable.Range(0, 9).Select(hour => Record($"2026-11-20T0{hour}:00:00Z", "111122223333"))]);
        var found = new List<FoundEvent>();

        var report = Searcher.Run(
            SearchQuery.Parse(["eventName=A"]),
            _folder.Files,
            new HuntOptions
            {
                Since = DateTimeOffset.Parse("2026-11-20T03:00:00Z", null),
                Until = DateTimeOffset.Parse("2026-11-20T05:00:00Z", null),
                Accounts = new HashSet<string> { "111122223333", "444455556666" },
            },
            found.Add,
            cancellation: TestContext.Current.CancellationToken
        );

        Assert.Equal(["03", "04", "05"], found.Select(one => one.Event.Time![11..13]));
        Assert.Equal(["account 444455556666"], report.UnseenAccountsAndRegions);
    }

    [Fact]
    public void An_event_that_cannot_be_judged_is_named()
    {
        _folder.Add("a.json", """{"Records":[{"eventTime":"soon","eventSource":"a.amazonaws.com","eventName":"A"}]}""");

        var report = Searcher.Run(
            SearchQuery.Parse(["eventName=A"]),
            _folder.Files,
            new HuntOptions(),
            _ => { },
            cancellation: TestContext.Current.CancellationToken
        );

        Assert.Contains("has no eventTime that can be read", Assert.Single(report.Faults).Message, StringComparison.Ordinal);
    }

    private string[] Search(params string[] conditions)
    {
        var found = new List<FoundEvent>();
        var report = Searcher.Run(
            SearchQuery.Parse(conditions),
            _folder.Files,
            new HuntOptions { Threads = 2 },
            found.Add,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Empty(report.Faults);
        return [.. found.Select(one => one.Event.EventId ?? "")];
    }

    private static string Record(string time, string account) =>
        $$"""{"eventTime":"{{time}}","eventSource":"a.amazonaws.com","eventName":"A","recipientAccountId":"{{account}}"}""";

    private static JsonElement Complete(JsonObject node, int number)
    {
        node["eventID"] = $"event-{number:D3}";
        node["eventTime"] = "2026-11-20T10:15:30Z";
        foreach (var field in (string[])["eventSource", "eventName"])
        {
            node[field] = node[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.DeepClone() : "none";
        }

        return JsonDocument.Parse(node.ToJsonString()).RootElement;
    }

    private static string Id(JsonElement record) => record.GetProperty("eventID").GetString()!;

    /// <summary>Returns a condition about some text of the record: its field, or the text alone, whole or in part.</summary>
    private static string Condition(JsonElement record, Random random)
    {
        var (path, text) = Scalars("", record)
            .Where(one => one.Value.ValueKind == JsonValueKind.String)
            .Select(one => (one.Path, Text: one.Value.GetString()!))
            .Where(one => one.Text.Length > 1 && one.Text.All(char.IsAsciiLetterOrDigit))
            .OrderBy(_ => random.Next())
            .FirstOrDefault(("eventName", "none"));
        var part = random.Next(3) == 0 ? $"{text[..random.Next(1, text.Length)]}*" : text;
        return random.Next(3) == 0 ? text[random.Next(text.Length - 1)..] : $"{path}={part}";
    }

    private static IEnumerable<(string Path, JsonElement Value)> Scalars(string path, JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member => Scalars(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Scalars(path, item)),
            _ => [(path, element)],
        };

    private static bool Holds(string condition, JsonElement record)
    {
        if (condition.Split('=', 2) is not [var path, var pattern])
        {
            return Words(record).Any(word => word.Contains(condition, StringComparison.OrdinalIgnoreCase));
        }

        var expression = $@"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z";
        return Scalars("", record)
            .Any(one =>
                one.Path == path
                && (
                    one.Value.ValueKind == JsonValueKind.String
                        ? Regex.IsMatch(one.Value.GetString()!, expression, Options)
                        : IsSame(one.Value, pattern)
                )
            );
    }

    // A text equals the boolean of that name, and the number when it has few digits.
    private static bool IsSame(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.Number
            ? text.Length <= 9
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && value.TryGetDecimal(out var one)
                && one == number
            : value.GetRawText().Equals(text, StringComparison.OrdinalIgnoreCase) && value.ValueKind != JsonValueKind.Null;

    private static IEnumerable<string> Words(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Words(member.Value).Prepend(member.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Words),
            JsonValueKind.String => [element.GetString()!],
            _ => [element.GetRawText()],
        };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private static List<JsonElement> Cases(string file)
    {
        using var document = JsonDocument.Parse(Repository.Case($"archives/{file}"));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
