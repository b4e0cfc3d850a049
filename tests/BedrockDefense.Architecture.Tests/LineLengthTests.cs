namespace BedrockDefense.Architecture.Tests;

/// <summary>No line of C# is longer than the formatter's limit. The formatter itself breaks neither texts nor comments.</summary>
public sealed class LineLengthTests
{
    private const int Limit = 140;

    [Fact]
    public void No_line_is_longer_than_the_limit() =>
        Assert.Equal(
            "",
            string.Join(
                '\n',
                from folder in (string[])["src", "infra", "tools", "tests", "bench", "fuzz", "sdks"]
                from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
                where !IsGenerated(file)
                from line in File.ReadLines(file).Index()
                where line.Item.Length > Limit
                select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}: {line.Item.Length} characters"
            )
        );

    private static bool IsGenerated(string file) =>
        file.Split(Path.DirectorySeparatorChar) is var parts
        && (parts.Contains("obj") || parts.Contains("bin") || parts.Contains("Generated"));
}
