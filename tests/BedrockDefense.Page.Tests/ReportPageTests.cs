using BedrockDefense.Cli.Reporting.Page;
using BedrockDefense.Cli.Reporting.Parts;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BedrockDefense.Page.Tests;

/// <summary>The page of <c>report</c> in a browser.</summary>
[Collection("console")]
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly int[] Widths = [360, 800, 1280];

    // Rendering and rehearsing takes longer than all the rest, so it is done once.
    private static readonly Lazy<Task<string>> Whole = new(WholeAsync);

    public static TheoryData<string> Values => [.. HostileValues.All.Keys];

    public static MatrixTheoryData<int, ColorScheme> Looks => new(Widths, [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_hostile_text_in_every_field_runs_nothing_changes_no_element_and_fits(string name)
    {
        var value = HostileValues.All[name];
        await using var open = await browser.OpenAsync(Widths[0], ignoresPolicy: true);
        // Some lines are left out where a text is empty, so a harmless text is compared that is empty too.
        await open.ShowAsync(ReportPage.Of(SampleReport.Of(value.Length == 0 ? "" : "harmless")));
        var expected = await open.SkeletonAsync();

        await open.ShowAsync(ReportPage.Of(SampleReport.Of(value)));
        var skeleton = await open.SkeletonAsync();
        await open.UnfoldAsync();
        List<int> overhangs = [];
        foreach (var width in Widths)
        {
            await open.Page.SetViewportSizeAsync(width, 900);
            overhangs.Add(await open.OverhangAsync());
        }

        Assert.Equal(expected, skeleton);
        Assert.False(await open.Page.EvaluateAsync<bool>("() => 'owned' in window"));
        Assert.Empty(open.Requests.Concat(open.Dialogs));
        Assert.Equal([0, 0, 0], overhangs);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Everybody_can_use_the_page(int width, ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(width, scheme, ignoresPolicy: true);
        await open.ShowAsync(await Whole.Value);
        await open.UnfoldAsync();

        var result = await open.Page.RunAxe();

        Assert.Equal(
            [],
            result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")).Take(10)
        );
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    [InlineData(1280)]
    public async Task The_page_asks_nobody_for_anything_and_fits(int width)
    {
        await using var open = await browser.OpenAsync(width);
        await open.ShowAsync(await Whole.Value);
        await open.UnfoldAsync();

        Assert.Empty(open.Requests.Concat(open.Dialogs).Concat(open.Complaints));
        Assert.Equal(0, await open.OverhangAsync());
    }

    [Fact]
    public async Task Every_link_leads_to_a_place_on_the_page_and_every_place_has_one_name()
    {
        await using var open = await browser.OpenAsync(Widths[^1]);
        await open.ShowAsync(await Whole.Value);

        var lost = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a')].map(one => one.getAttribute('href'))"
                + ".filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))"
        );
        var twice = await open.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('[id]')].map(one => one.id).filter((id, index, all) => all.indexOf(id) !== index)"
        );

        Assert.Empty(lost.Concat(twice));
        Assert.True(await open.Page.Locator("a").CountAsync() > 100);
    }

    [Fact]
    public async Task The_page_of_a_rehearsal_is_at_most_300_kilobytes() => Assert.InRange((await Whole.Value).Length, 50_000, 300_000);

    [Fact]
    public async Task The_pages_own_policy_stops_what_escaping_would_miss()
    {
        await using var open = await browser.OpenAsync(Widths[^1]);
        var page = (await Whole.Value).Replace(
            "</main>",
            "<script>window.owned=1</script><img src=http://evil.example/x.png onerror=window.owned=1></main>",
            StringComparison.Ordinal
        );

        await open.ShowAsync(page);

        Assert.False(await open.Page.EvaluateAsync<bool>("() => 'owned' in window"));
        Assert.Empty(open.Requests);
        Assert.NotEmpty(open.Complaints);
    }

    [Fact]
    public async Task Ten_thousand_findings_are_all_there()
    {
        using var folder = new TestFolder("report");
        var line =
            """{"rule":"bedrock-logging-deletion","title":"T","level":"high","time":"2026-11-20T10:03:02Z","account":"111122223333","""
            + "\"region\":\"us-west-2\",\"eventName\":\"DeleteModelInvocationLoggingConfiguration\",\"principal\":\"p\",\"eventId\":\"e\"}";
        var findings = folder.Write("findings.jsonl", string.Concat(Enumerable.Repeat($"{line}\n", 10_000)));
        var run = await CommandLineRun.Of("report", "--hunt", findings);
        await using var open = await browser.OpenAsync(Widths[^1]);

        await open.ShowAsync(run.Output);

        Assert.Equal((0, 10_000), (run.ExitCode, await open.Page.Locator("#findings tbody tr").CountAsync()));
        Assert.Equal(0, await open.OverhangAsync());
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Of_a_thousand_accounts_those_to_look_at_are_seen_without_unfolding_anything(int width, ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(width, scheme, ignoresPolicy: true);
        await open.ShowAsync(Verified());

        Assert.Equal(LargeOrganization.Tiles, await open.Page.Locator(".tiles li").CountAsync());
        Assert.Equal(
            LargeOrganization.ToLookAt.Order(StringComparer.Ordinal),
            (await open.Page.Locator(".tiles li.bad:visible strong, .tiles li.odd:visible strong").AllInnerTextsAsync()).Order(
                StringComparer.Ordinal
            )
        );
        // The management account, and those that are the only good one of their unit.
        Assert.InRange(await open.Page.Locator(".tiles li.good:visible").CountAsync(), 1, 5);
        Assert.Equal(0, await open.OverhangAsync());
        Assert.Empty(
            await open.Page.EvaluateAsync<string[]>(
                // Nothing is cut at its box's edge, and no tile covers another.
                "() => [...document.querySelectorAll('#organization li, #organization h3, #organization summary')]"
                    + ".filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')"
                    + ".map(one => one.textContent)"
            )
        );
        var result = await open.Page.RunAxe();
        Assert.Equal(
            [],
            result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")).Take(10)
        );

        await open.UnfoldAsync();

        Assert.Equal(LargeOrganization.Tiles, await open.Page.Locator(".tiles li:visible").CountAsync());
        Assert.Equal(0, await open.OverhangAsync());
    }

    [Fact]
    public void The_page_of_a_thousand_accounts_is_at_most_300_kilobytes() => Assert.InRange(Verified().Length, 50_000, 300_000);

    private static string Verified() =>
        ReportPage.Of(SampleReport.Of("text") with { Organization = OrganizationParts.Verified(LargeOrganization.Report()) });

    private static async Task<string> WholeAsync()
    {
        using var folder = new TestFolder("report");
        var story = folder.Write(
            "story.jsonl",
            (
                await CommandLineRun.Of([
                    "investigate",
                    Cases("chains"),
                    "--access-key",
                    "ASIAEXAMPLECHAIN0002",
                    "--format",
                    "jsonl",
                    .. Sample,
                ])
            ).Output
        );
        var findings = folder.Write("findings.jsonl", (await CommandLineRun.Of("hunt", Cases("logs"), "--format", "jsonl")).Output);
        var run = await CommandLineRun.Of([
            "report",
            "--rehearsal",
            "--accounts",
            "200",
            "--hunt",
            findings,
            "--investigate",
            story,
            .. Sample,
        ]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output;
    }

    private static string[] Sample => ["--config", Repository.SampleConfiguration];

    private static string Cases(string name) => Path.Combine(Repository.Root, "tests", "cases", name);
}
