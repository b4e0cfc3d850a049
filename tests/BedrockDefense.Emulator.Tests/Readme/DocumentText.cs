using System.Text.RegularExpressions;

namespace BedrockDefense.Emulator.Tests.Readme;

/// <summary>What a document tells a reader to type.</summary>
internal sealed partial class DocumentText
{
    private static readonly string[] Programs = ["aws", "bedrock-defense", "cp", "dotnet", "git", "make", "pip", "pulumi"];

    private DocumentText(string path)
    {
        // Odd parts are fenced blocks.
        string[] parts = File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n").Split("```");
        Path = path;
        Blocks =
        [
            .. parts
                .Where((part, index) => index % 2 == 1 && part.StartsWith("sh\n", StringComparison.Ordinal))
                .Select(part => part[3..].Trim()),
        ];
        Commands =
        [
            .. parts
                .Where((_, index) => index % 2 == 0)
                .SelectMany(Spans)
                .Where(span => Programs.Any(program => span.StartsWith($"{program} ", StringComparison.Ordinal)))
                .Distinct(),
        ];
    }

    /// <summary>The documents for whoever uses the product. What contributors type is tried by contributors: it builds and tests.</summary>
    public static IReadOnlyList<DocumentText> All { get; } =
    [
        new("README.md"),
        .. Directory
            .GetFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md")
            .Order(StringComparer.Ordinal)
            .Select(file => new DocumentText($"docs/{System.IO.Path.GetFileName(file)}")),
    ];

    /// <summary>Its path in the repository.</summary>
    public string Path { get; }

    /// <summary>The blocks of shell commands, in the order in which they stand.</summary>
    public IReadOnlyList<string> Blocks { get; }

    /// <summary>The commands within sentences and tables.</summary>
    public IReadOnlyList<string> Commands { get; }

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
