using BedrockDefense.Stack.Comparison;

namespace BedrockDefense.Cli.Output.Differences;

/// <summary>The word for the direction of a change.</summary>
internal static class DirectionWord
{
    public static string Of(ChangeDirection direction) =>
        direction switch
        {
            ChangeDirection.Weaker => "weaker",
            ChangeDirection.Stronger => "stronger",
            _ => "neutral",
        };
}
