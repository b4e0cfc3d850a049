using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Hunting;
using BedrockDefense.Tests.Sigma.Differential;
using FsCheck.Fluent;

namespace BedrockDefense.Tests.Hunting.Indexing;

/// <summary>A random archive in which each file has texts of its own, and random questions about it.</summary>
internal sealed class IndexedArchive
{
    private const int FileCount = 24;
    private const int EventsPerFile = 6;
    private const int OddShare = 12;

    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Accounts = ["111122223333", "444455556666", "777788889999"];
    private static readonly string[] Regions = ["eu-central-1", "us-east-1", "ap-south-1"];

    private readonly Random _random;
    private readonly List<JsonElement> _events = [];

    public IndexedArchive(Random random)
    {
        _random = random;
        JsonObject[] odd = [.. Gen.Sample(EventGenerator.Event, FileCount * EventsPerFile, 40)];
        var forms = Rewriting.Forms.Values.ToArray();
        Files =
        [
            .. Enumerable
                .Range(0, FileCount)
                .Select(file =>
                    Enumerable
                        .Range(0, EventsPerFile)
                        .Select(number =>
                        {
                            var record = Complete(odd[(file * EventsPerFile) + number], file, number);
                            _events.Add(record);
                            return forms[random.Next(forms.Length)](record, random);
                        })
                        .ToArray()
                ),
        ];
    }

    /// <summary>The records of each file.</summary>
    public IReadOnlyList<string[]> Files { get; }

    /// <summary>Returns conditions of a search and its options.</summary>
    public (string[] Conditions, HuntOptions Options) Question()
    {
        string[] conditions = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Condition())];
        var since = Start.AddDays(_random.Next(FileCount)).AddHours(_random.Next(EventsPerFile));
        return (
            conditions,
            new HuntOptions
            {
                Since = Sometimes() ? since : null,
                Until = Sometimes() ? since.AddDays(_random.Next(3)) : null,
                Accounts = Sometimes() ? new HashSet<string> { Pick([.. Accounts, "000000000000"]) } : new HashSet<string>(),
                Regions = Sometimes() ? new HashSet<string> { Pick([.. Regions, "EU-CENTRAL-1"]) } : new HashSet<string>(),
            }
        );
    }

    private string Condition()
    {
        var record = _events[_random.Next(_events.Count)];
        var field = Pick([
            "eventName",
            "eventName",
            "sourceIPAddress",
            "userIdentity.arn",
            "userIdentity.accessKeyId",
            "awsRegion",
            "userAgent",
        ]);
        var value = field.Split('.').Aggregate(record, (node, name) => node.TryGetProperty(name, out var inner) ? inner : default);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "5";
        text =
            text.Length == 0 || text.Contains('*', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal)
                ? "none"
                : text;
        return _random.Next(6) switch
        {
            0 => $"{field}={text.ToUpperInvariant()}",
            1 => $"{field}=*{text[^1]}",
            2 => $"{field}|exists=true",
            _ => $"{field}={text}",
        };
    }

    private JsonElement Complete(JsonObject odd, int file, int number)
    {
        var record = (JsonObject)odd.DeepClone();
        record["eventID"] = $"{file}-{number}";
        record["eventTime"] = Start.AddDays(file).AddHours(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        Set(record, "eventSource", "a.amazonaws.com");
        Set(record, "eventName", Pick(["ListKeys", $"Call{file}", $"Call{file / 4}", $"call{file}"]));
        Set(record, "sourceIPAddress", $"203.0.113.{_random.Next(file + 1)}");
        Set(record, "awsRegion", Pick(Regions));
        Set(record, "recipientAccountId", Accounts[file % Accounts.Length]);
        if (record["userIdentity"] is not JsonObject identity)
        {
            record["userIdentity"] = identity = [];
        }

        Set(identity, "arn", $"arn:aws:iam::{Pick(Accounts)}:user/user-{_random.Next(file + 1)}");
        Set(identity, "accessKeyId", $"AKIA{file / 3}");
        return JsonDocument.Parse(record.ToJsonString()).RootElement;
    }

    // Now and then the value stays as it was made: another type, a text outside ASCII, or nothing.
    private void Set(JsonObject node, string name, string value)
    {
        if (_random.Next(OddShare) > 0)
        {
            node[name] = value;
        }
    }

    private bool Sometimes() => _random.Next(5) == 0;

    private string Pick(string[] values) => values[_random.Next(values.Length)];
}
