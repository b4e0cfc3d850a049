namespace BedrockDefense.Docs.Tests;

/// <summary>The pages that <c>make docs</c> writes are what their generators make of the code and the catalog.</summary>
public sealed class GeneratedPagesTests
{
    private static readonly Lazy<IReadOnlyList<Page>> Pages = new(() => Page.All(Repository.Root));

    public static TheoryData<string> Paths => [.. Pages.Value.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_page_is_what_its_generator_makes(string path) =>
        GoldenFile.HoldsAt(path, Pages.Value.Single(page => page.Path == path).Text);
}
