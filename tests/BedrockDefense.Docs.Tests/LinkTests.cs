using System.Collections.Concurrent;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BedrockDefense.Docs.Tests;

/// <summary>The links in the documents to files, folders and headings of the repository work.</summary>
public sealed class LinkTests
{
    // Headings get the same anchors as on GitHub.
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub)
        .Build();

    private static readonly string[] Folders = ["docs", "policies"];

    private static readonly ConcurrentDictionary<string, MarkdownDocument> Read = [];

    public static TheoryData<string> Documents =>
        [
            .. Directory
                .EnumerateFiles(Repository.Root, "*.md")
                .Concat(
                    Folders.SelectMany(folder =>
                        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)
                    )
                )
                .Select(file => Path.GetRelativePath(Repository.Root, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_within_the_repository_leads_somewhere(string document) =>
        AssertFaults([], document, Document(Path.Combine(Repository.Root, document)));

    [Theory]
    [InlineData("[x](settings.md)", null)]
    [InlineData("[x](settings.md#alertsprotocol)", null)]
    [InlineData("[x]( ../policies )", null)]
    [InlineData("[x](https://example.com/nowhere)", null)]
    [InlineData("[x](mailto:soc@example.com)", null)]
    [InlineData("`[x](nowhere.md)`", null)]
    [InlineData("[x](nowhere.md)", "nowhere.md: there is no such file")]
    [InlineData("[x][y]\n\n[y]: nowhere.md", "nowhere.md: there is no such file")]
    [InlineData("![x](nowhere.png)", "nowhere.png: there is no such file")]
    [InlineData("| a |\n|---|\n| [x](nowhere.md) |", "nowhere.md: there is no such file")]
    [InlineData("[x](settings.md#nowhere)", "settings.md#nowhere: there is no such heading")]
    [InlineData("# A heading\n\n[x](#nowhere)", "#nowhere: there is no such heading")]
    [InlineData("[x](../../outside)", "../../outside: is outside the repository")]
    public void A_link_that_leads_nowhere_is_found(string markdown, string? fault) =>
        AssertFaults(fault is null ? [] : [fault], "docs/page.md", Markdig.Markdown.Parse(markdown, GitHub));

    private static void AssertFaults(string[] faults, string path, MarkdownDocument document) =>
        Assert.Equal(faults, Links(document).Select(link => FaultOf(path, link, document)).OfType<string>());

    private static MarkdownDocument Document(string file) =>
        Read.GetOrAdd(file, path => Markdig.Markdown.Parse(File.ReadAllText(path), GitHub));

    private static IEnumerable<string> Links(MarkdownDocument document) =>
        document.Descendants<LinkInline>().Select(link => link.Url!).Where(url => !Uri.TryCreate(url, UriKind.Absolute, out _));

    private static string? FaultOf(string from, string link, MarkdownDocument document)
    {
        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var target = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(from)!, Uri.UnescapeDataString(path)));
        return path.Length > 0 && Path.GetRelativePath(Repository.Root, target).StartsWith("..", StringComparison.Ordinal)
                ? $"{link}: is outside the repository"
            : path.Length > 0 && !Path.Exists(target) ? $"{link}: there is no such file"
            : anchor is null
            || (path.Length == 0 ? document : Document(target))
                .Descendants<HeadingBlock>()
                .Any(heading => heading.GetAttributes().Id == anchor)
                ? null
            : $"{link}: there is no such heading";
    }
}
