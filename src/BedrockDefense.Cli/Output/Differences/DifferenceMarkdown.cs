using BedrockDefense.Cli.Output.Markdown;
using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Cli.Output.Differences;

/// <summary>Writes a comparison in Markdown, for the comment of a pull request.</summary>
internal static class DifferenceMarkdown
{
    public static void Write(TextWriter output, string old, string @new, ProtectionDifference difference)
    {
        output.WriteLine($"**{MarkdownText.Of(old)} becomes {MarkdownText.Of(@new)}:** {DifferenceText.Count(difference)}");
        if (difference.Changes.Count > 0)
        {
            output.WriteLine();
            MarkdownTable.Write(output, ["Protection", "Area", "What", "Change"], difference.Changes.Select(Row));
        }

        if (difference.NotCompared.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Not compared:");
            output.WriteLine();
            foreach (var sentence in difference.NotCompared)
            {
                output.WriteLine($"- {MarkdownText.Of(sentence)}");
            }
        }

        output.WriteLine();
        output.WriteLine(MarkdownText.Of(DifferenceText.Cost(difference.Costs)));
    }

    private static MarkdownCell[] Row(ProtectionChange change) =>
        [
            new(DirectionWord.Of(change.Direction), IsBold: change.Direction == ChangeDirection.Weaker),
            change.Area,
            change.Subject,
            change.Change,
        ];
}
