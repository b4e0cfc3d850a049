using System.Text.Json;
using System.Xml.Linq;
using BedrockDefense.Cli.Output;
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
        Assert.Equal(["testcase", "testcase"], suite.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(["failure", "error"], suite.Descendants("testcase").Select(one => one.Elements().Single().Name.LocalName));
        Assert.Equal(("1", "1"), ((string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!));
        Assert.Equal([3, 2], suite.Descendants("testcase").Select(one => one.Value.Split('\n').Length));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("junit")]
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
            Assert.Single(XElement.Parse(output).Elements());
        }
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
            VerificationOutput.Write(report, format);
            return written.ToString();
        }
        finally
        {
            Console.SetOut(output);
            Terminal.WidthOfAnswers = width;
        }
    }
}
