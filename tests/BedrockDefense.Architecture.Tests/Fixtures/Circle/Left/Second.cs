using BedrockDefense.Architecture.Tests.Fixtures.Circle.Right;

namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Left;

internal static class Second
{
    // Used in the body alone, by a generic type: that counts as well.
    public static void Write() => Console.WriteLine(new List<Third>());
}
