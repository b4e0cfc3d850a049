namespace BedrockDefense.Emulator.Tests;

/// <summary>Asserts that there is nothing to complain of, and shows all there is in full.</summary>
internal static class Nothing
{
    /// <summary>Fails with every complaint, a line each.</summary>
    public static void In<T>(IReadOnlyCollection<T> complaints) =>
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
}
