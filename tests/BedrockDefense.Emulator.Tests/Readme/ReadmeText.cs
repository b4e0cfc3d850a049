using System.Text.RegularExpressions;

namespace BedrockDefense.Emulator.Tests.Readme;

/// <summary>What the README tells a reader to type.</summary>
internal static partial class ReadmeText
{
    private static readonly string[] Programs = ["aws", "bedrock-defense", "cp", "dotnet", "git", "make", "pip", "pulumi"];

    // Odd parts are fenced blocks.
    private static readonly string[] Parts = File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
        .ReplaceLineEndings("\n")
        .Split("```");

    /// <summary>The blocks of shell commands, in the order in which they stand.</summary>
    public static IReadOnlyList<string> Blocks { get; } =
    [.. Parts.Where((part, index) => index % 2 == 1 && part.StartsWith("sh\n", StringComparison.Ordinal)).Select(part => part[3..].Trim())];

    /// <summary>The commands within sentences and tables.</summary>
    public static IReadOnlyList<string> Commands { get; } =
    [
        .. Parts
            .Where((_, index) => index % 2 == 0)
            .SelectMany(Spans)
            .Where(span => Programs.Any(program => span.StartsWith($"{program} ", StringComparison.Ordinal)))
            .Distinct(),
    ];

    /// <summary>The usages of the verbs in the table of the command.</summary>
    public static IReadOnlyList<string> Usages { get; } =
    [
        .. string.Concat(Parts)
            .Split("### The command")[1]
            .Split('\n')
            .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => Spans(line).First()),
    ];

    // A table writes a vertical bar as \|, and a sentence may break a command over two lines.
    private static IEnumerable<string> Spans(string text) =>
        CodeSpan()
            .Matches(text)
            .Select(match => WhiteSpace().Replace(match.Groups[1].Value, " ").Replace(@"\|", "|", StringComparison.Ordinal));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
