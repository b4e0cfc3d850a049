using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Cli.Output.Differences;

/// <summary>Writes a comparison for programs.</summary>
internal static class DifferenceJson
{
    public static void Write(ProtectionDifference difference) =>
        ConsoleOutput.WriteJson(
            new
            {
                changes = difference.Changes.Select(change => new
                {
                    direction = DirectionWord.Of(change.Direction),
                    change.Area,
                    change.Subject,
                    change.Change,
                }),
                costs = new
                {
                    difference.Costs.Accounts,
                    difference.Costs.Old,
                    difference.Costs.New,
                    difference.Costs.More,
                },
                difference.NotCompared,
            }
        );
}
