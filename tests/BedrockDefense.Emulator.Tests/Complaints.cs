namespace BedrockDefense.Emulator.Tests;

/// <summary>Asserts that a list of complaints is empty, and otherwise shows all of them in full.</summary>
internal static class Complaints
{
    /// <summary>Fails with a line for each complaint.</summary>
    public static void AssertNone<T>(IReadOnlyCollection<T> complaints) =>
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
}
