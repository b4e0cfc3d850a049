using System.Text.Json;

namespace BedrockDefense.Stack.Comparison;

/// <summary>The words and directions that several comparers use.</summary>
internal static class Worded
{
    /// <summary>Returns the direction of a change for the better or the worse.</summary>
    public static ChangeDirection Direction(bool isBetter) => isBetter ? ChangeDirection.Stronger : ChangeDirection.Weaker;

    /// <summary>Returns a value of an enumeration as the settings spell it, such as <c>non-admin</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
