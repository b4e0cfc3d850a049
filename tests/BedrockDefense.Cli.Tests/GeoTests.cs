using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The option <c>--geoip</c> of <c>hunt</c>.</summary>
[Collection("console")]
public sealed class GeoTests : IDisposable
{
    private const string Hostile = "=cmd\n\u001b[31m,\"x\"\u202e";

    private static readonly Dictionary<string, object> Berlin = new()
    {
        ["city"] = Named("Berlin"),
        ["country"] = new Dictionary<string, object>
        {
            ["iso_code"] = "DE",
            ["names"] = new Dictionary<string, object> { ["en"] = "Germany" },
        },
    };
    private static readonly Dictionary<string, object> Example = new()
    {
        ["autonomous_system_number"] = 64_500u,
        ["autonomous_system_organization"] = "Example Net",
    };

    private readonly TestFolder _folder = new("geo-");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("203.0.113.77", "Germany", "Berlin", 64_500L, "Example Net", "Berlin, Germany, AS64500 Example Net")]
    [InlineData("::ffff:203.0.113.77", "Germany", "Berlin", 64_500L, "Example Net", "Berlin, Germany, AS64500 Example Net")]
    [InlineData("198.51.100.9", "FR", null, null, null, "FR")]
    [InlineData("2001:db8::1", null, null, 64_501L, null, "AS64501")]
    [InlineData("192.0.2.1", null, null, null, null, "not in the databases")]
    [InlineData("cloudformation.amazonaws.com", null, null, null, null, "no IP address")]
    [InlineData("AWS Internal", null, null, null, null, "no IP address")]
    [InlineData("1", null, null, null, null, "no IP address")]
    [InlineData(null, null, null, null, null, "the event tells no address")]
    public async Task A_finding_says_where_the_caller_was(
        string? address,
        string? country,
        string? city,
        long? number,
        string? organization,
        string text
    )
    {
        string[] options =
        [
            "--geoip",
            _folder.Write(
                "city.mmdb",
                new GeoDatabase("GeoLite2-City")
                    .Add("203.0.113.0/24", Berlin)
                    .Add("198.51.100.0/25", new() { ["country"] = new Dictionary<string, object> { ["iso_code"] = "FR" } })
                    .ToArray()
            ),
            "--geoip",
            _folder.Write(
                "asn.mmdb",
                new GeoDatabase("GeoLite2-ASN")
                    .Add("203.0.113.64/26", Example)
                    .Add("2001:db8::/32", new() { ["autonomous_system_number"] = 64_501u })
                    .ToArray()
            ),
        ];
        var log = _folder.Write("log.json", Record(address));

        var json = await HuntAsync(log, [.. options, "--format", "jsonl"]);
        var csv = await HuntAsync(log, [.. options, "--format", "csv"]);
        var table = await HuntAsync(log, options);

        Assert.Equal((0, 0, 0), (json.ExitCode, csv.ExitCode, table.ExitCode));
        var finding = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(
            (address, country, city, organization),
            (Text(finding, "address"), Text(finding, "country"), Text(finding, "city"), Text(finding, "asOrganization"))
        );
        Assert.Equal(number, finding.GetProperty("asNumber") is { ValueKind: JsonValueKind.Number } known ? known.GetInt64() : null);
        Assert.EndsWith(",related_event_ids,address,country,city,as_number,as_organization", csv.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith($",{address},{country},{city},{number},{organization}", csv.Lines[1], StringComparison.Ordinal);
        Assert.Contains($"               from {address ?? "—"} ({text})", table.Lines);
    }

    [Fact]
    public async Task The_event_that_completes_a_hunt_has_its_address_too()
    {
        var database = _folder.Write("city.mmdb", new GeoDatabase("GeoLite2-City").Add("203.0.113.0/24", Berlin).ToArray());
        var log = _folder.Write(
            "log.jsonl",
            string.Join(
                '\n',
                Record("192.0.2.1", "DeleteModelInvocationLoggingConfiguration", "2026-11-20T10:15:00Z"),
                Record("203.0.113.5", "InvokeModel", "2026-11-20T10:16:00Z")
            )
        );

        var run = await HuntAsync(log, "--geoip", database, "--rule", "blind-window", "--format", "jsonl");

        var finding = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("203.0.113.5", "Berlin"), (Text(finding, "address"), Text(finding, "city")));
    }

    [Fact]
    public async Task A_database_of_IPv4_tells_nothing_of_other_addresses()
    {
        var database = _folder.Write(
            "country.mmdb",
            new GeoDatabase("GeoLite2-Country", version: 4).Add("203.0.113.0/24", Berlin).ToArray()
        );

        var four = await HuntAsync(_folder.Write("four.json", Record("203.0.113.1")), "--geoip", database);
        var six = await HuntAsync(_folder.Write("six.json", Record("2001:db8::1")), "--geoip", database);

        Assert.Equal((0, 0), (four.ExitCode, six.ExitCode));
        Assert.Contains("from 203.0.113.1 (Berlin, Germany)", four.Output, StringComparison.Ordinal);
        Assert.Contains("from 2001:db8::1 (not in the databases)", six.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table", 5)]
    [InlineData("jsonl", 1)]
    [InlineData("csv", 2)]
    public async Task Hostile_text_in_a_database_makes_no_line_no_cell_and_no_control_character_of_its_own(string format, int lines)
    {
        var record = new Dictionary<string, object> { ["city"] = Named(Hostile), ["autonomous_system_organization"] = Hostile };
        var database = _folder.Write("city.mmdb", new GeoDatabase("GeoLite2-City").Add("203.0.113.0/24", record).ToArray());

        var run = await HuntAsync(_folder.Write("log.json", Record("203.0.113.1")), "--geoip", database, "--format", format);

        Assert.Equal((0, lines), (run.ExitCode, run.Lines.Count));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
        Assert.DoesNotContain(",=cmd", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("folder")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("cut off")]
    public async Task What_is_no_database_is_refused(string kind)
    {
        var path = Path.Combine(_folder.Root, "bad\u001b.mmdb");
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "text":
                File.WriteAllText(path, new string('x', 10_000));
                break;
            case "cut off":
                File.WriteAllBytes(path, new GeoDatabase("GeoLite2-City").Add("203.0.113.0/24", Berlin).ToArray()[..^40]);
                break;
        }

        var run = await HuntAsync(_folder.Write("log.json", Record("203.0.113.1")), "--geoip", path, "--since", "never");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("bad\\u001b.mmdb\": ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("write a file such as GeoLite2-City.mmdb", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--since never", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("fault in bedrock-defense", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_damage_of_a_database_ends_a_hunt_otherwise_than_with_a_finding_or_an_error()
    {
        var good = new GeoDatabase("GeoLite2-City").Add("203.0.113.0/24", Berlin).ToArray();
        var log = _folder.Write("log.json", Record("203.0.113.1"));
        var random = new Random(7);
        for (var number = 0; number < 60; number++)
        {
            var bad = (byte[])good.Clone();
            for (var change = 0; change < 3; change++)
            {
                // The text after the tree is where the reader takes lengths and places from.
                bad[random.Next(bad.Length - 300, bad.Length)] = (byte)random.Next(256);
            }

            var run = await HuntAsync(log, "--geoip", _folder.Write($"{number}.mmdb", bad), "--format", "jsonl");

            Assert.True(run.ExitCode is 0 or 2 or 3, run.Errors);
            Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
            Assert.True(run.ExitCode == 2 || run.Lines.Count == 1, run.Errors);
        }
    }

    [Fact]
    public async Task Records_as_they_are_have_no_place_for_it()
    {
        var database = _folder.Write("city.mmdb", new GeoDatabase("GeoLite2-City").Add("203.0.113.0/24", Berlin).ToArray());
        var log = _folder.Write("log.json", Record("203.0.113.1"));

        var raw = await HuntAsync(log, "--geoip", database, "--raw");
        var both = await HuntAsync(log, "--geoip", database, "--raw", "--format", "jsonl");

        Assert.Equal((2, 0), (raw.ExitCode, both.ExitCode));
        Assert.Contains("--raw --geoip", raw.Errors, StringComparison.Ordinal);
        Assert.Equal("Berlin", Text(JsonDocument.Parse(both.Output).RootElement, "city"));
    }

    private static Dictionary<string, object> Named(string name) =>
        new()
        {
            ["names"] = new Dictionary<string, object> { ["de"] = "anders", ["en"] = name },
        };

    private static string? Text(JsonElement finding, string name) => finding.GetProperty(name).GetString();

    private static string Record(string? address, string name = "StopLogging", string time = "2026-11-20T10:15:00Z") =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["eventTime"] = time,
                ["eventSource"] = name == "StopLogging" ? "cloudtrail.amazonaws.com" : "bedrock.amazonaws.com",
                ["eventName"] = name,
                ["awsRegion"] = "eu-central-1",
                ["eventID"] = name,
                ["recipientAccountId"] = "111122223333",
                ["sourceIPAddress"] = address,
                ["userIdentity"] = new { arn = "arn:aws:iam::111122223333:user/mallory" },
            }
        );

    private static Task<CommandLineRun> HuntAsync(string log, params string[] options) =>
        CommandLineRun.Of(["hunt", "--config", Path.Combine(Repository.Root, "Pulumi.dev.yaml"), log, .. options]);
}
