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
            output.WriteLine("| Protection | Area | What | Change |");
            output.WriteLine("|---|---|---|---|");
            foreach (var change in difference.Changes)
            {
                output.WriteLine(
                    $"| {Marked(change.Direction)} | {MarkdownText.Of(change.Area)} | {MarkdownText.Of(change.Subject)} "
                        + $"| {MarkdownText.Of(change.Change)} |"
                );
            }
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

    private static string Marked(ChangeDirection direction) =>
        direction == ChangeDirection.Weaker ? $"**{DirectionWord.Of(direction)}**" : DirectionWord.Of(direction);
}
