using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using BedrockDefense.Cli.Output;
using BedrockDefense.Cli.Output.Reports;
using BedrockDefense.Cli.Tests.Reports;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Cli.Tests.Verifying;

/// <summary>What somebody in AWS named or wrote cannot control a terminal or look like another finding, in any form of output.</summary>
[Collection("console")]
public sealed class VerificationOutputTests
{
    private const string Cases = "live/hostile-texts.json";
    private const int LargeText = 5_000_000;

    // A blank line and the summary end the table.
    private const int LastLines = 2;

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_stays_in_its_line_of_the_table(string name)
    {
        var text = TextOf(name);
        var lines = Lines(Written(Report(text), "table"));
        Assert.Equal(4 + 3 + LastLines, lines.Length);
        Assert.StartsWith("DIFFERENT  ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("  declared ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  found    ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("  mend with: ", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("UNSEEN  ", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("  mend with: ", lines[6], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_place_and_sentence_stay_in_their_lines(string name)
    {
        var text = TextOf(name);
        var one = new Deviation(DeviationKind.Added, "1", "r", "a b", null, null, "x", "y");
        var report = new VerificationReport(2, 0, 0, 7, [one, one with { Account = text, Region = text }], [text], [text]);

        var lines = Lines(Written(report, "table"));

        Assert.Equal(4 + LastLines + 2, lines.Length);
        Assert.StartsWith("  also in ", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("Not checked:", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_is_whole_in_JSON(string name)
    {
        var text = TextOf(name);
        using var json = JsonDocument.Parse(Written(Report(text), "json"));
        var first = json.RootElement.GetProperty("deviations")[0];
        Assert.All(
            ["resource", "field", "declared", "found", "remedy", "account", "region"],
            member => Assert.Equal(member == "declared" ? $"{text}." : text, first.GetProperty(member).GetString())
        );
        Assert.Equal("Different", first.GetProperty("kind").GetString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_stays_in_its_case_of_JUnit(string name)
    {
        var suite = XElement.Parse(Written(Report(TextOf(name)), "junit"));
        Assert.Equal(["testcase", "testcase", "system-out"], suite.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(["failure", "error"], suite.Descendants("testcase").Select(one => one.Elements().Single().Name.LocalName));
        Assert.Equal(("1", "1"), ((string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!));
        Assert.Equal([3, 2], suite.Descendants("testcase").Select(one => one.Value.Split('\n').Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_stays_in_its_result_of_SARIF(string name)
    {
        var run = SarifCheck.Run(Written(Report(TextOf(name)), "sarif"));
        var results = run["results"]!.AsArray();
        Assert.Equal(["different", "unseen"], results.Select(result => (string)result!["ruleId"]!));
        Assert.All(results, result => Assert.DoesNotContain("](", (string)result!["message"]!["text"]!, StringComparison.Ordinal));
        // A long text is cut, and may lose its last line.
        Assert.All(results, result => Assert.InRange(((string)result!["message"]!["text"]!).Split('\n').Length, 1, 3));
        Assert.False((bool)run["invocations"]![0]!["executionSuccessful"]!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_stays_in_its_cell_of_the_page(string name)
    {
        var text = TextOf(name);
        var page = Page(new VerificationReport(2, 0, 0, 7, Report(text).Deviations, [text], [text]));
        string[] known = ["html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "strong", "table", "thead", "tbody"];

        Assert.Empty(page.DescendantsAndSelf().Select(one => one.Name.LocalName).Except([.. known, "tr", "th", "td", "code", "ul", "li"]));
        Assert.Equal(2, page.Descendants("tbody").Elements("tr").Count());
        Assert.All(page.Descendants("tbody").Elements("tr"), row => Assert.Equal(4, row.Elements("td").Count()));
        Assert.Equal(2, page.Descendants("li").Count());
        Assert.Subset(
            new HashSet<string>(["lang", "charset", "http-equiv", "content", "name", "class", "scope", "data-title"]),
            page.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName).ToHashSet()
        );
    }

    [Fact]
    public void The_page_allows_itself_its_own_style_only()
    {
        var page = Page(Report("a"));
        var style = page.Descendants("style").Single().Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'",
            page.Descendants("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value
        );
        // HTML does not unescape a style, so its text must be the same with escapes.
        Assert.DoesNotContain(style, character => character is '<' or '>' or '&');
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_no_element_that_HTML_would_leave_open() =>
        Assert.All(
            Page(new VerificationReport(0, 0, 0, 0, [], [], [])).DescendantsAndSelf().Where(element => element.IsEmpty),
            element => Assert.Equal("meta", element.Name.LocalName)
        );

    [Fact]
    public void A_sentence_or_command_of_any_length_is_cut_and_says_so()
    {
        var text = new string('a', LargeText);
        var lines = Lines(Written(Report(new Deviation(DeviationKind.Added, "1", "r", text, null, null, text, text)), "table"));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 700));
        Assert.Equal(3, lines.Count(line => line.Contains("… (--format json has it whole)", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("junit")]
    [InlineData("sarif")]
    [InlineData("html")]
    public void No_control_character_passes(string format) =>
        Assert.All(
            Repository.Cases(Cases),
            one =>
                Assert.DoesNotContain(
                    Written(Report(one["text"]!.GetValue<string>()), format).ReplaceLineEndings(""),
                    character => char.IsControl(character) || character is '\u2028' or '\u2029'
                )
        );

    [Theory]
    [InlineData("table")]
    [InlineData("junit")]
    [InlineData("sarif")]
    [InlineData("html")]
    public void No_character_that_changes_the_order_of_a_line_passes(string format) =>
        Assert.DoesNotContain(
            Written(Report(TextOf("a text from right to left")), format),
            character => character is '\u202e' or '\u2066' or '\u2069'
        );

    [Fact]
    public void A_large_text_shows_where_it_differs()
    {
        var shared = new string('a', LargeText);
        var deviation = Different($"{shared}{{\"Effect\":\"Deny\"}}{shared}", $"{shared}{{\"Effect\":\"Allow\"}}{shared}");
        var lines = Lines(Written(Report(deviation), "table"));
        Assert.Equal(4 + LastLines, lines.Length);
        Assert.Contains("\"Deny\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"Allow\"", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 200));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("junit")]
    public void A_large_text_can_be_parsed(string format)
    {
        var output = Written(Report(Different(new string('a', LargeText), new string('b', LargeText))), format);
        if (format == "json")
        {
            using var json = JsonDocument.Parse(output);
            Assert.Equal(LargeText, json.RootElement.GetProperty("deviations")[0].GetProperty("found").GetString()!.Length);
        }
        else
        {
            Assert.Single(XElement.Parse(output).Elements("testcase"));
        }
    }

    private static XElement Page(VerificationReport report)
    {
        var page = Written(report, "html");
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        return XElement.Parse(page["<!DOCTYPE html>".Length..]);
    }

    private static string TextOf(string name) =>
        Repository.Cases(Cases).Single(one => (string)one["name"]! == name)["text"]!.GetValue<string>();

    private static string[] Lines(string output) => output.TrimEnd().Split(Environment.NewLine);

    private static Deviation Different(string declared, string found) =>
        new(DeviationKind.Different, "111122223333", "us-east-1", "sns/topic a", "policy", declared, found, "pulumi up --refresh");

    private static VerificationReport Report(string text) =>
        Report(
            new Deviation(DeviationKind.Different, text, text, text, text, $"{text}.", text, text),
            new Deviation(DeviationKind.Unseen, text, text, text, null, null, text, text)
        );

    private static VerificationReport Report(params Deviation[] deviations) => new(2, 0, 0, 7, deviations, [], []);

    private static string Written(VerificationReport report, string format)
    {
        var (output, width) = (Console.Out, Terminal.WidthOfAnswers);
        using var written = new StringWriter();
        Terminal.WidthOfAnswers = () => null;
        Console.SetOut(written);
        try
        {
            if (CheckOutput.Knows(format))
            {
                CheckOutput.Write(VerificationChecks.Of(report, "Pulumi.dev.yaml", exitCode: 1), format);
            }
            else
            {
                VerificationOutput.Write(report, format);
            }

            return written.ToString();
        }
        finally
        {
            Console.SetOut(output);
            Terminal.WidthOfAnswers = width;
        }
    }
}
