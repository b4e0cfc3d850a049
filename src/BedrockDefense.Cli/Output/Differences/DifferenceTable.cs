using BedrockDefense.Stack.Comparison;
using Spectre.Console;

namespace BedrockDefense.Cli.Output.Differences;

/// <summary>Shows a comparison as a table.</summary>
internal static class DifferenceTable
{
    public static void Write(IAnsiConsole console, string old, string @new, ProtectionDifference difference)
    {
        ConsoleOutput.WriteLine($"{VisibleText.Of(old)} becomes {VisibleText.Of(@new)}: {DifferenceText.Count(difference)}");
        if (difference.Changes.Count > 0)
        {
            console.WriteTable(TableOf(difference.Changes));
        }

        foreach (var sentence in difference.NotCompared)
        {
            ConsoleOutput.WriteLine($"NOT compared: {VisibleText.Of(sentence)}.");
        }

        ConsoleOutput.WriteLine(DifferenceText.Cost(difference.Costs));
    }

    private static Table TableOf(IEnumerable<ProtectionChange> changes)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Protection", "Area", "What", "Change");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        foreach (var change in changes)
        {
            table.AddRow(
                new Text(DirectionWord.Of(change.Direction), new Style(ColorOf(change.Direction))),
                new Text(change.Area),
                new Text(VisibleText.Of(change.Subject)),
                new Text(VisibleText.Of(change.Change))
            );
        }

        return table;
    }

    private static Color ColorOf(ChangeDirection direction) =>
        direction switch
        {
            ChangeDirection.Weaker => Color.Red,
            ChangeDirection.Stronger => Color.Green,
            _ => Color.Default,
        };
}
