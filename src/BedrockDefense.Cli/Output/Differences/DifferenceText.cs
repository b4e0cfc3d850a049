using System.Globalization;
using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Cli.Output.Differences;

/// <summary>The sentences that a comparison has in every form for people.</summary>
internal static class DifferenceText
{
    /// <summary>Returns how many changes of each direction there are.</summary>
    public static string Count(ProtectionDifference difference) =>
        difference.Changes.Count == 0
            ? (difference.NotCompared.Count == 0 ? "The protection" : "As far as it can be compared, the protection") + " does not change."
            : string.Join(
                ", ",
                Enum.GetValues<ChangeDirection>()
                    .Select(direction =>
                        $"{difference.Changes.Count(change => change.Direction == direction)} {DirectionWord.Of(direction)}"
                    )
            ) + ".";

    /// <summary>Returns what the estimated costs become.</summary>
    public static string Cost(CostDifference costs) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Cost: ${costs.Old:#,##0.00} a month becomes ${costs.New:#,##0.00} "
                + $"({(costs.More < 0 ? "-" : "+")}${Math.Abs(costs.More):#,##0.00}), as estimated for {costs.Accounts:#,##0} accounts."
        );
}
