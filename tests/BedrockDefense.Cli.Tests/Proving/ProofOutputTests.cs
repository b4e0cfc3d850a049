using BedrockDefense.Cli.Output;
using BedrockDefense.Live.Proving;
using BedrockDefense.Stack.Rehearsal;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BedrockDefense.Cli.Tests.Proving;

/// <summary>What AWS repeats of a caller's words, and what an alert says, cannot control a terminal or forge a line of a report.</summary>
[Collection("console")]
public sealed class ProofOutputTests
{
    private const string Cases = "live/hostile-texts.json";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_stays_in_its_cell_of_the_page(string name)
    {
        var hostile = Parse(TextOf(name));
        var harmless = Parse("harmless");

        Assert.Empty(hostile.Descendants<HtmlBlock>());
        Assert.All(hostile.Descendants<HtmlInline>(), inline => Assert.Equal("<br>", inline.Tag));
        Assert.Empty(hostile.Descendants<LinkInline>());
        Assert.Equal(Headings(harmless), Headings(hostile));
        Assert.Equal(Cells(harmless), Cells(hostile));
        Assert.Equal(harmless.Descendants<ListItemBlock>().Count(), hostile.Descendants<ListItemBlock>().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_does_not_control_the_terminal(string name)
    {
        var output = Written(TextOf(name));

        Assert.DoesNotContain(output, letter => char.IsControl(letter) && letter is not ('\n' or '\r'));
        Assert.Single(output.Split('\n'), line => line.StartsWith("DIFFERENT", StringComparison.Ordinal));
        Assert.Single(output.Split('\n'), line => line.StartsWith("LEFT", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_said_to_be_as_predicted_when_something_is_left_or_unseen()
    {
        var report = Report("text");

        Assert.False(report.IsComplete);
        Assert.Single(report.Differences);
    }

    [Fact]
    public void What_is_predicted_of_a_call_has_a_line_for_each_thing()
    {
        var lines = Written("harmless").Split('\n');

        Assert.Contains(lines, line => line.Contains("refused: harmless", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("restored by restorer", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("\\u", StringComparison.Ordinal));
    }

    private static string Written(string text)
    {
        var output = new StringWriter();
        var before = Console.Out;
        Console.SetOut(output);
        try
        {
            ProofOutput.WriteTable(Report(text), "journal.json");
            return output.ToString();
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private static MarkdownDocument Parse(string text) => Markdown.Parse(ProofPage.Of(Report(text)), Pipeline);

    private static IEnumerable<int> Headings(MarkdownDocument page) => page.Descendants<HeadingBlock>().Select(heading => heading.Level);

    private static IEnumerable<int> Cells(MarkdownDocument page) => page.Descendants<TableRow>().Select(row => row.Count);

    private static string TextOf(string name) => Repository.Find<HostileText>(Cases, name).Text;

    private static ProofReport Report(string text) =>
        new(
            "111122223333",
            "arn:aws:iam::111122223333:role/Developer",
            "eu-central-1",
            "run",
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch,
            "all accounts",
            [
                new ProvenScenario(
                    "advisory-chain",
                    "A title",
                    [
                        new ProvenStep(
                            "A step",
                            [
                                new ProvenCall(
                                    new CallReport("events:DisableRule", null, "id", text, null, "restorer", null, [], [], [], []),
                                    null,
                                    new ObservedCall(
                                        "marker",
                                        DateTimeOffset.UnixEpoch,
                                        AttackOutcome.Refused,
                                        text,
                                        1,
                                        [new ObservedAlert(text, 2, text, text)]
                                    )
                                    {
                                        Invocation = new ObservedInvocation("id", text, null, 600, text),
                                    },
                                    [text]
                                ),
                            ],
                            null,
                            null
                        ),
                        new ProvenStep("Another", [], text, text),
                    ]
                ),
            ],
            [text],
            [text],
            [text]
        )
        {
            Canary = text,
        };

    private sealed record HostileText(string Text);
}
