using BedrockDefense.Stack.Comparison;
using Spectre.Console;

namespace BedrockDefense.Cli.Output.Differences;

/// <summary>
/// Shows a comparison as a list for a terminal: the changes of one direction and area under one heading. In a table, the names of
/// roles and queues would be broken.
/// </summary>
internal static class DifferenceList
{
    public static void Write(IAnsiConsole console, string old, string @new, ProtectionDifference difference)
    {
        ConsoleOutput.WriteLine($"{VisibleText.Of(old)} becomes {VisibleText.Of(@new)}: {DifferenceText.Count(difference)}");
        foreach (var changes in difference.Changes.GroupBy(change => (change.Direction, change.Area)))
        {
            Write(console, changes);
        }

        if (difference.Changes.Count > 0)
        {
            console.WriteLine();
        }

        foreach (var sentence in difference.NotCompared)
        {
            ConsoleOutput.WriteLine($"NOT compared: {VisibleText.Of(sentence)}.");
        }

        ConsoleOutput.WriteLine(DifferenceText.Cost(difference.Costs));
    }

    private static void Write(IAnsiConsole console, IGrouping<(ChangeDirection Direction, string Area), ProtectionChange> changes)
    {
        console.WriteLine();
        console.Write(
            new Text(DirectionWord.Of(changes.Key.Direction), new Style(ColorOf(changes.Key.Direction), decoration: Decoration.Bold))
        );
        console.WriteLine($" in {changes.Key.Area}");
        foreach (var change in changes)
        {
            ConsoleOutput.WriteLine($"  {VisibleText.Of(change.Subject)}", indent: 2);
            ConsoleOutput.WriteLine($"    {VisibleText.Of(change.Change)}", indent: 4);
        }
    }

    private static Color ColorOf(ChangeDirection direction) =>
        direction switch
        {
            ChangeDirection.Weaker => Color.Red,
            ChangeDirection.Stronger => Color.Green,
            _ => Color.Default,
        };
}
