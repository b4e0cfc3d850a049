using BedrockDefense.Architecture.Tests.Fixtures.Circle.Right;

namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Left;

internal static class Second
{
    // This use is only in the body, and only as an argument of a generic type. It counts as well.
    public static void Write() => Console.WriteLine(new List<Third>());
}
