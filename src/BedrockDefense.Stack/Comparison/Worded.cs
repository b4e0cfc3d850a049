namespace BedrockDefense.Stack.Comparison;

/// <summary>The words and directions that several comparers use.</summary>
internal static class Worded
{
    /// <summary>Returns the direction of a change for the better or the worse.</summary>
    public static ChangeDirection Direction(bool isBetter) => isBetter ? ChangeDirection.Stronger : ChangeDirection.Weaker;

#pragma warning disable CA1308 // The settings spell their values in lower case.
    /// <summary>Returns a value of an enumeration in lower case, such as <c>always</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
