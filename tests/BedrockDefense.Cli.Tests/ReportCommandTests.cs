using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Reporting.Model;
using BedrockDefense.Cli.Reporting.Parts;
using BedrockDefense.Cli.Reporting.Reading;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Tests;

/// <summary>The <c>report</c> verb through the command line's own entry. How its page looks, tests with a browser say.</summary>
[Collection("console")]
public sealed class ReportCommandTests : IDisposable
{
    private const string Finding =
        """{"rule":"bedrock-logging-deletion","title":"T","level":"high","time":"2026-11-20T10:03:02Z","account":"111122223333"}""";

    private const string Blind =
        """{"part":"timeline","kind":"blind-from","time":"2026-11-20T10:03:02Z","window":{"from":"2026-11-20T10:03:02Z","invocations":["""
        + """{"model":"m","principal":"p","count":2}],"invocationsLeftOut":7}}""";

    private readonly TestFolder _folder = new("report");

    public static TheoryData<string, string, string, string> Unusable =>
        new()
        {
            {
                "a line of a hunt that is no JSON",
                "--hunt",
                $"{Finding}\nrule,title",
                ":2: --hunt: \"rule,title\" is no JSON object in Unicode"
            },
            {
                "a line of a hunt with half a character",
                "--hunt",
                """{"rule":"\ud800"}""",
                ":1: --hunt: \"{\\\"rule\\\":\\\"\\\\ud800\\\"}\" is no JSON"
            },
            { "a line of a hunt that is an array", "--hunt", "[]", ":1: --hunt: \"[]\" is no JSON object" },
            { "a finding without a rule", "--hunt", """{"title":"T"}""", ":1: --hunt: rule is missing; it should be a text" },
            { "a finding with a number for a rule", "--hunt", """{"rule":7}""", ":1: --hunt: rule is \"7\"; it should be a text" },
            {
                "a finding of an unknown level",
                "--hunt",
                """{"rule":"r","level":"severe"}""",
                ":1: --hunt: level is \"\\\"severe\\\"\"; it should be informational, low, medium, high, critical"
            },
            { "an investigation's line of no part", "--investigate", "{}", ":1: --investigate: part is missing" },
            {
                "an investigation's line of an unknown part",
                "--investigate",
                """{"part":"novel"}""",
                ":1: --investigate: part is \"\\\"novel\\\"\"; it should be chain, summary, new, timeline"
            },
            {
                "an entry of an unknown kind",
                "--investigate",
                """{"part":"timeline","kind":"dark"}""",
                ":1: --investigate: kind is \"\\\"dark\\\"\"; it should be finding, call, blind-from"
            },
            {
                "a window without invocations",
                "--investigate",
                """{"part":"timeline","kind":"blind-from","window":{"invocationsLeftOut":0}}""",
                ":1: --investigate: invocations is missing; it should be an array of objects"
            },
            { "a verification that is cut off", "--verify", "{\"resources\": 1,\n", ":2: --verify: it is no report of a verification" },
            {
                "a verification with nothing in a list",
                "--verify",
                """{"resources":1,"coveredPlaces":1,"places":1,"requests":1,"deviations":[null],"facts":[],"notChecked":[]}""",
                ": --verify: it is no report of a verification"
            },
            { "a verification that is a hunt", "--verify", Finding, ":1: --verify: it is no report of a verification" },
        };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_cannot_be_used_is_refused_with_its_line(string name, string option, string content, string expected)
    {
        var file = _folder.Write("input", content);

        var run = await CommandLineRun.Of("report", option, file, "--out", Path.Combine(_folder.Root, "report.html"));

        Assert.Equal((name, 2, ""), (name, run.ExitCode, run.Output));
        Assert.Contains(file + expected, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Root, "report.html")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var run = await CommandLineRun.Of("report", "--hunt", "nothing.jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--hunt \"nothing.jsonl\": there is no such file", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("100001")]
    public async Task A_number_of_accounts_that_no_organization_has_is_refused(string accounts)
    {
        var run = await CommandLineRun.Of("report", "--accounts", accounts);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--accounts {accounts}: write a number from 1 to 100,000", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_report_is_replaced_and_no_other_file()
    {
        var findings = _folder.Write("findings.jsonl", Finding);
        var other = _folder.Write("Pulumi.prod.yaml", "config: {}");
        var page = Path.Combine(_folder.Root, "report.html");

        var first = await CommandLineRun.Of("report", "--hunt", findings, "--out", page);
        _folder.Write("findings.jsonl", $"{Finding}\n{Finding}");
        var second = await CommandLineRun.Of("report", "--hunt", findings, "--out", page);
        var refused = await CommandLineRun.Of("report", "--hunt", findings, "--out", other);
        var nowhere = await CommandLineRun.Of("report", "--hunt", findings, "--out", Path.Combine(_folder.Root, "no", "report.html"));

        Assert.Equal((0, 0, 2, 2), (first.ExitCode, second.ExitCode, refused.ExitCode, nowhere.ExitCode));
        Assert.Contains("<strong>2</strong> <span>findings of the hunt", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains("it exists and is no report; name another file", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("its folder does not exist; name a file", nowhere.Errors, StringComparison.Ordinal);
        Assert.Equal("config: {}", File.ReadAllText(other));
        Assert.Equal(3, Directory.GetFiles(_folder.Root).Length);
    }

    [Fact]
    public async Task What_the_files_do_not_say_is_named_on_the_page()
    {
        var run = await CommandLineRun.Of(
            "report",
            "--format",
            "markdown",
            "--hunt",
            _folder.Write("findings.jsonl", Finding),
            "--investigate",
            _folder.Write("story.jsonl", Blind)
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("What the hunt could not read", run.Output, StringComparison.Ordinal);
        Assert.Contains("What the investigation could not read", run.Output, StringComparison.Ordinal);
        Assert.Contains("the investigation was compared with nothing", run.Output, StringComparison.Ordinal);
        Assert.Contains("still at the last event | 2 of m by p; 7 more |", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_text_breaks_no_table_of_Markdown()
    {
        var hostile = Finding.Replace("deletion", "x | [y](http://evil.example) @all `z`", StringComparison.Ordinal);

        var run = await CommandLineRun.Of("report", "--format", "markdown", "--hunt", _folder.Write("findings.jsonl", hostile));

        var row = Assert.Single(run.Lines, line => line.Contains("evil", StringComparison.Ordinal));
        Assert.Equal(4, row.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|'));
        Assert.DoesNotContain("](http", row, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verification_that_was_written_is_read_as_it_was()
    {
        var report = Verified([new("111122223333", null, "ou-a", 2, 1)], [new("ou-a", "Workloads", "r-exam")]);
        var file = _folder.Write("verify.json", ConsoleOutput.ToJson(report));

        Assert.Equal(ConsoleOutput.ToJson(report), ConsoleOutput.ToJson(VerificationFile.Read(file)));
    }

    [Fact]
    public void Every_account_stands_once_in_the_picture_whatever_a_file_says_about_units()
    {
        OrganizationalUnit[] units =
        [
            new("ou-a", "Workloads", "r-exam"),
            new("ou-b", "Below", "ou-a"),
            // Each of these is within the other, or within itself.
            new("ou-c", "Circle", "ou-d"),
            new("ou-d", "Circle", "ou-c"),
            new("r-exam", "Root", "r-exam"),
            new("ou-a", "Twice", "ou-b"),
        ];
        VerifiedAccount[] accounts =
        [
            new("999999999999", null, null, 0, 0),
            new("111111111111", null, "ou-a", 2, 2),
            new("222222222222", null, "ou-b", 2, 1),
            new("333333333333", "SUSPENDED", "ou-c", 0, 0),
            new("444444444444", null, "ou-unknown", 0, 0),
        ];

        var part = OrganizationParts.Verified(Verified(accounts, units))!;

        Assert.Equal(
            [
                "111111111111 covered",
                "222222222222 not covered",
                "333333333333 suspended",
                "444444444444 no stack wanted",
                "999999999999 seen",
            ],
            Tiles(part.Root).Select(tile => $"{tile.Id} {tile.Status}").Order(StringComparer.Ordinal)
        );
        Assert.Equal("unit Below (ou-b)", Assert.Single(Assert.Single(part.Root.Units).Units).Name);
    }

    [Fact]
    public void An_account_that_deviates_or_was_not_seen_is_not_shown_as_covered()
    {
        VerifiedAccount[] accounts = [.. "1234".Select(digit => new VerifiedAccount(new string(digit, 12), null, null, 2, 2))];
        var report = Verified(accounts, []) with
        {
            Deviations =
            [
                Of(DeviationKind.Different, accounts[0]),
                Of(DeviationKind.Unseen, accounts[1]),
                Of(DeviationKind.Unseen, accounts[2]),
                Of(DeviationKind.Unhealthy, accounts[2]),
            ],
        };

        Assert.Equal(
            [Tone.Bad, Tone.Odd, Tone.Bad, Tone.Good],
            Tiles(OrganizationParts.Verified(report)!.Root).OrderBy(tile => tile.Id, StringComparer.Ordinal).Select(tile => tile.Tone)
        );

        static Deviation Of(DeviationKind kind, VerifiedAccount account) =>
            new(kind, account.Id, "global", "iam/role x", null, null, "found", "mend");
    }

    [Fact]
    public void In_a_large_organization_what_needs_a_look_is_shown_at_once_and_the_rest_is_folded()
    {
        OrganizationalUnit[] units =
        [
            new("ou-calm", "Calm", "r-exam"),
            new("ou-outer", "Outer", "r-exam"),
            new("ou-inner", "Inner", "ou-outer"),
        ];
        VerifiedAccount[] accounts =
        [
            .. Accounts(0, 60, "ou-calm"),
            .. Accounts(60, 50, "ou-outer"),
            .. Accounts(110, 3, "ou-inner"),
            new("200000000001", null, "ou-inner", 2, 1),
            new("200000000002", "SUSPENDED", "ou-inner", 0, 0),
            new("999999999999", null, "r-exam", 2, 2),
        ];

        var part = OrganizationParts.Verified(Verified(accounts, units))!;

        Assert.Equal(
            ["1 not covered Bad", "1 suspended Odd", "113 covered Good", "1 seen Good"],
            part.Counts.Select(count => $"{count.Text} {count.Tone}")
        );
        Assert.Equal(["999999999999"], part.Root.Accounts.Select(tile => tile.Id));
        // What needs a look comes first, though its unit is the last by its id.
        var (outer, calm) = (part.Root.Units[0], part.Root.Units[1]);
        Assert.Equal((false, "unit Outer (ou-outer)"), (outer.IsFolded, outer.Name));
        Assert.Equal((true, "unit Calm (ou-calm)"), (calm.IsFolded, calm.Name));
        Assert.Equal(["60 covered"], calm.Counts.Select(count => count.Text));
        Assert.Equal(["1 not covered", "1 suspended", "53 covered"], outer.Counts.Select(count => count.Text));
        var inner = Assert.Single(outer.Units);
        Assert.Equal(["200000000001", "200000000002"], inner.Accounts.Select(tile => tile.Id));
        Assert.Equal((3, "3 covered"), (Assert.Single(inner.Folded).Accounts.Count, inner.Folded[0].Title.Text));
        Assert.Equal(
            accounts.Select(account => account.Id).Order(StringComparer.Ordinal),
            All(part.Root).Select(tile => tile.Id).Order(StringComparer.Ordinal)
        );

        static IEnumerable<VerifiedAccount> Accounts(int first, int count, string unit) =>
            Enumerable.Range(first, count).Select(number => new VerifiedAccount($"{100_000_000_000 + number}", null, unit, 2, 2));

        static IEnumerable<AccountTile> All(UnitBox unit) =>
            unit.Accounts.Concat(unit.Folded.SelectMany(group => group.Accounts)).Concat(unit.Units.SelectMany(All));
    }

    [Fact]
    public void Accounts_that_are_not_covered_are_never_folded_however_many()
    {
        VerifiedAccount[] accounts =
        [
            .. Enumerable.Range(0, 500).Select(number => new VerifiedAccount($"{100_000_000_000 + number}", null, "r-exam", 2, 0)),
        ];

        var root = OrganizationParts.Verified(Verified(accounts, []))!.Root;

        Assert.Equal((500, 0), (root.Accounts.Count, root.Folded.Count));
    }

    private static VerificationReport Verified(IReadOnlyList<VerifiedAccount> accounts, IReadOnlyList<OrganizationalUnit> units) =>
        new(10, 3, 4, 50, [], ["a fact"], ["not checked"])
        {
            Organization = new VerifiedOrganization("r-exam", "999999999999", units, accounts),
        };

    private static IEnumerable<AccountTile> Tiles(UnitBox unit) => unit.Accounts.Concat(unit.Units.SelectMany(Tiles));
}
