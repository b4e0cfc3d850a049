using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Investigating;
using Record = BedrockDefense.Tests.Hunting.Investigating.CredentialRecord;

namespace BedrockDefense.Tests.Hunting.Investigating;

/// <summary>Access keys are traced back to their origin, and on to what was issued with them.</summary>
public sealed class InvestigatorTests : IDisposable
{
    private const string Key = "ASIATRACEDKEY0000000";
    private const string Middle = "ASIAMIDDLEKEY0000000";
    private const string Long = "AKIALONGTERMKEY00000";

    private static readonly Dictionary<string, (string[] Records, string[] Links)> Chains = new()
    {
        ["a role that a user assumed with a long-term key"] = (
            [Record.Of("1", "AssumeRole", Long, Key), Record.Of("2", "ListTrails", Key)],
            [
                "Use 2",
                "IssuedBy 1",
                "Origin: a long-term key of arn:aws:iam::111122223333:user/alice; the archive does not hold its creation",
            ]
        ),
        ["the creation of a long-term key by the root user's key"] = (
            [Record.Of("1", "CreateAccessKey", "AKIAROOTKEY000000000", Long, "Root", "root"), Record.Of("2", "GetSessionToken", Long, Key)],
            [
                "Use",
                "IssuedBy 2",
                "IssuedBy 1",
                "Origin: a long-term key of arn:aws:iam::111122223333:root; the archive does not hold its creation",
            ]
        ),
        ["role chaining, with its source identity"] = (
            [
                Record.Of("1", "AssumeRoleWithSAML", null, Middle, "SAMLUser", "carol", sourceIdentity: "carol"),
                Record.Of("2", "AssumeRole", Middle, Key, "AssumedRole", "assumed-role/a/b"),
            ],
            ["Use", "IssuedBy 2: role chaining", "IssuedBy 1: source identity carol", "Origin: a user of a SAML provider: carol"]
        ),
        ["a user of IAM Identity Center"] = (
            [Record.Of("1", "AssumeRoleWithSAML", null, "AWSReservedSSO_Key00", "SAMLUser", "carol")],
            ["Use", "IssuedBy 1", "Origin: a user of IAM Identity Center: carol"]
        ),
        ["a web identity"] = (
            [Record.Of("1", "AssumeRoleWithWebIdentity", null, Key, "WebIdentityUser", "repo:x")],
            ["Use", "IssuedBy 1", "Origin: a web identity: repo:x"]
        ),
        ["a workload with a certificate"] = (
            [Record.Of("1", "CreateSession", null, Key, "Unknown")],
            ["Use", "IssuedBy 1", "Origin: a workload with a certificate, through IAM Roles Anywhere"]
        ),
        ["a user of an identity pool"] = (
            [Record.Of("1", "GetCredentialsForIdentity", null, Key, "Unknown")],
            ["Use", "IssuedBy 1", "Origin: a user of an identity pool of Cognito"]
        ),
        ["a workload"] = (
            [Record.Of("1", "AssumeRole", null, Key, "AWSService", "ec2.amazonaws.com")],
            ["Use", "IssuedBy 1", "Origin: a workload: ec2.amazonaws.com obtained the key"]
        ),
        ["a call between accounts, recorded in both"] = (
            [Record.Of("1", "AssumeRole", null, Key, "AWSAccount", shared: "s"), Record.Of("2", "AssumeRole", Long, Key, shared: "s")],
            [
                "Use",
                "IssuedBy 2: also recorded as event 1 in account 111122223333",
                "Origin: a long-term key of arn:aws:iam::111122223333:user/alice; the archive does not hold its creation",
            ]
        ),
        ["a call from an account that is not in the archive"] = (
            [Record.Of("1", "AssumeRole", null, Key, "AWSAccount", shared: "s")],
            ["Use", "IssuedBy 1", "Missing: the caller is of account 444455556666; the archive does not hold the event of that account"]
        ),
        ["a record that was delivered twice"] = (
            [Record.Of("1", "AssumeRole", null, Key, "AWSService", "ec2"), Record.Of("1", "AssumeRole", null, Key, "AWSService", "ec2")],
            ["Use", "IssuedBy 1", "Origin: a workload: ec2 obtained the key"]
        ),
        ["a session of the console"] = (
            [
                Record.Of("1", "ConsoleLogin", null, minute: 14, error: "no"),
                Record.Of("2", "ConsoleLogin", null),
                Record.Of("3", "ConsoleLogin", null, minute: 30),
                Record.Of("4", "ConsoleLogin", null, caller: "user/bob"),
                Record.Of("5", "ListTrails", Key, created: "2026-11-20T10:15:04Z", minute: 40),
            ],
            [
                "Use 5",
                "IssuedBy 2: inferred: the caller signed in 4 s from the start of the session",
                "Origin: a sign-in to the console by arn:aws:iam::111122223333:user/alice",
            ]
        ),
        ["a temporary key that nobody issued"] = (
            [Record.Of("1", "ListTrails", Key)],
            ["Use 1", "Missing: the archive holds no call that issued this key"]
        ),
        ["a key that occurs nowhere"] = (
            [Record.Of("1", "ListTrails", Long)],
            ["Use: no event to start from uses this key", "Missing: the archive holds no call that issued this key"]
        ),
        ["a temporary key that was issued with a key of another kind"] = (
            [Record.Of("1", "AssumeRole", "something else", Key)],
            ["Use", "IssuedBy 1", "Missing: the archive holds no call that issued this key"]
        ),
        ["a refused call, which issues nothing"] = (
            [Record.Of("1", "AssumeRole", Key, error: "AccessDenied")],
            ["Use 1", "Missing: the archive holds no call that issued this key"]
        ),
        ["a forged circle"] = (
            [Record.Of("1", "AssumeRole", Middle, Key), Record.Of("2", "AssumeRole", Key, Middle)],
            [
                "Use 2",
                "IssuedBy 1",
                "IssuedBy 2",
                "Circle: the chain has already passed this key",
                "Issued 2",
                "Issued 1: this key was issued before, or is the traced one",
            ]
        ),
        ["a key that issued itself"] = (
            [Record.Of("1", "AssumeRole", Key, Key)],
            [
                "Use 1",
                "IssuedBy 1",
                "Circle: the chain has already passed this key",
                "Issued 1: this key was issued before, or is the traced one",
            ]
        ),
        ["two issuers of one key"] = (
            [Record.Of("1", "AssumeRole", null, Key, "AWSService", "ec2"), Record.Of("2", "AssumeRole", null, Key, "AWSService", "lambda")],
            [
                "Use",
                "IssuedBy 2: 2 calls claim to have issued this key; AWS issues a key once",
                "Origin: a workload: lambda obtained the key",
                "IssuedBy 1: 2 calls claim to have issued this key; AWS issues a key once",
                "Origin: a workload: ec2 obtained the key",
            ]
        ),
        ["what was issued with the key, and with that"] = (
            [
                Record.Of("1", "AssumeRole", null, Key, "AWSService", "ec2"),
                Record.Of("2", "AssumeRole", Key, Middle),
                Record.Of("3", "CreateAccessKey", Middle, Long),
                Record.Of("4", "AssumeRole", "ASIAOTHER00000000000", "ASIAOTHER00000000001"),
            ],
            ["Use 2", "IssuedBy 1", "Origin: a workload: ec2 obtained the key", "Issued 2", "Issued 3"]
        ),
    };

    private readonly LogFolder _folder = new();

    public static TheoryData<string> Sentences => [.. Chains.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_traces(string chain)
    {
        var (records, links) = Chains[chain];

        // Each record in a file of its own, the last first: a chain does not depend on the order of an archive.
        foreach (var (number, record) in records.Index())
        {
            _folder.AddRecords($"{records.Length - number:D2}.json.gz", [record]);
        }

        var key = chain.Contains("Identity Center", StringComparison.Ordinal) ? "AWSReservedSSO_Key00" : Key;

        var (found, report) = Trace(new InvestigationStart([key], [], [], []));

        Assert.Equal(links, found.Select(Show).Select(link => link.Replace("Use: no event to start from uses this key", UseOf(links))));
        Assert.Equal(found.Count(link => link.Kind == ChainLinkKind.Missing), report.MissingLinks);
        Assert.Empty(report.Reading.Faults);
    }

    [Fact]
    public void It_starts_from_principals_their_roles_addresses_and_events_within_the_time()
    {
        _folder.AddRecords("a.json", [Record.Of("1", "ListTrails", Key, minute: 10), Record.Of("2", "ListTrails", Middle, minute: 20)]);
        var options = new HuntOptions { Since = new DateTimeOffset(2026, 11, 20, 10, 15, 0, TimeSpan.Zero) };

        Assert.Equal([Key, Middle], Traced(new([], ["arn:aws:iam::111122223333:user/alice"], [], [])));
        Assert.Equal([Key, Middle], Traced(new([], [], ["203.0.113.77"], [])));
        Assert.Equal([Middle], Traced(new([], [], [], ["2"])));
        Assert.Equal([Middle], Traced(new([], [], ["203.0.113.77"], []), options));
        Assert.Empty(Traced(new([], ["arn:aws:iam::111122223333:user/*"], [], [])));
        Assert.Empty(Traced(new([], [], [], ["?"])));
    }

    [Fact]
    public void A_link_before_the_time_to_start_from_is_found()
    {
        _folder.AddRecords("a.json", [Record.Of("1", "AssumeRole", null, Key, "AWSService", "ec2", minute: 1), Record.Of("2", "X", Key)]);
        var options = new HuntOptions { Since = new DateTimeOffset(2026, 11, 20, 10, 15, 0, TimeSpan.Zero) };

        var (links, _) = Trace(new([Key], [], [], []), options);

        Assert.Equal(["Use 2", "IssuedBy 1", "Origin: a workload: ec2 obtained the key"], links.Select(Show));
    }

    [Fact]
    public void Events_without_a_key_are_counted_and_not_traced()
    {
        _folder.AddRecords("a.json", [Record.Of("1", "X", null), Record.Of("2", "X", null)]);

        var (links, report) = Trace(new([], [], ["203.0.113.77"], []));

        Assert.Empty(links);
        Assert.Equal((0, 2), (report.Traced, report.StartsWithoutKey));
    }

    [Fact]
    public void What_is_reached_is_what_repeated_joins_of_all_parsed_records_reach()
    {
        var random = new Random(20261129);
        string[] keys = [.. Enumerable.Range(0, 60).Select(number => $"{(number % 5 == 0 ? "AKIA" : "ASIA")}{number:D16}")];
        string[] records =
        [
            .. Enumerable
                .Range(0, 70)
                .Select(number =>
                    Record.Of(
                        $"{number}",
                        random.Next(8) == 0 ? "CreateAccessKey" : "AssumeRole",
                        random.Next(8) == 0 ? null : keys[random.Next(keys.Length)],
                        random.Next(8) == 0 ? null : keys[random.Next(keys.Length)],
                        random.Next(3) == 0 ? "AWSService" : "AssumedRole"
                    )
                ),
        ];
        foreach (var (number, chunk) in records.Chunk(7).Index())
        {
            _folder.AddRecords($"{number}.json.gz", chunk);
        }

        JsonElement[] parsed = [.. records.Select(record => JsonDocument.Parse(record).RootElement)];
        string?[] used = [.. parsed.Select(Used)];
        var calls = parsed
            .Select(record => (Used: Used(record), Issued: Issued(record), Id: record.GetProperty("eventID").GetString()!))
            .Where(call => call.Issued is not null)
            .ToList();
        var reached = 0;
        foreach (var key in keys)
        {
            var back = Closure(key, known => calls.Where(call => known.Contains(call.Issued!)).Select(call => call.Used));
            var on = Closure(key, known => calls.Where(call => call.Used is { } one && known.Contains(one)).Select(call => call.Issued));

            var (links, _) = Trace(new([key], [], [], []));

            Assert.Equal(Ids(calls.Where(call => back.Contains(call.Issued!))), Found(ChainLinkKind.IssuedBy));
            Assert.Equal(Ids(calls.Where(call => call.Used is { } one && on.Contains(one))), Found(ChainLinkKind.Issued));
            Assert.Equal(
                back.Where(one => (one == key && used.All(other => other != key)) || one.StartsWith("ASIA", StringComparison.Ordinal))
                    .Where(one => calls.All(call => call.Issued != one))
                    .Order(),
                links.Where(link => link is { Kind: ChainLinkKind.Missing, Key: not null }).Select(link => link.Key).Distinct().Order()
            );
            reached += links.Count(link => link.Step > 1);

            IEnumerable<string> Found(ChainLinkKind kind) =>
                links.Where(link => link.Kind == kind).Select(link => link.Event!.Event.EventId!).Distinct().Order();
        }

        // Chains of one step would prove little.
        Assert.InRange(reached, keys.Length, int.MaxValue);

        static IEnumerable<string> Ids(IEnumerable<(string?, string?, string Id)> some) => some.Select(call => call.Id).Distinct().Order();
    }

    private static HashSet<string> Closure(string key, Func<HashSet<string>, IEnumerable<string?>> next)
    {
        var known = new HashSet<string> { key };
        while (next(known).OfType<string>().ToList() is var more && !known.IsSupersetOf(more))
        {
            known.UnionWith(more);
        }

        return known;
    }

    private static string? Used(JsonElement record) => record.GetProperty("userIdentity").GetProperty("accessKeyId").GetString();

    private static string? Issued(JsonElement record) =>
        record.GetProperty("responseElements") is { ValueKind: JsonValueKind.Object } answer
            ? answer.EnumerateObject().First().Value.GetProperty("accessKeyId").GetString()
            : null;

    private static string Show(ChainLink link) =>
        string.Join(": ", new[] { $"{link.Kind} {link.Event?.Event.EventId}".Trim(), link.Note }.Where(text => text.Length > 0));

    // Most chains are about a key that no record uses, and only one says so in full.
    private static string UseOf(string[] links) => links[0].StartsWith("Use:", StringComparison.Ordinal) ? links[0] : "Use";

    private string[] Traced(InvestigationStart start, HuntOptions? options = null) =>
        [.. Trace(start, options).Links.Where(link => link.Kind == ChainLinkKind.Use).Select(link => link.Trace)];

    private (List<ChainLink> Links, InvestigationReport Report) Trace(InvestigationStart start, HuntOptions? options = null)
    {
        var links = new List<ChainLink>();
        var request = new InvestigationRequest(start, []) { Parts = InvestigationParts.Chain };
        var report = Investigator.Run(
            request,
            _folder.Files,
            options ?? new HuntOptions { Threads = 2 },
            line => links.Add((ChainLink)line)
        );
        return (links, report);
    }
}
