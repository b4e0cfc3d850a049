namespace BedrockDefense.Docs.Tests;

/// <summary>The committed pages of <c>make docs</c> are those that the generators make from the code and the catalog.</summary>
public sealed class GeneratedPagesTests
{
    private static readonly Lazy<IReadOnlyList<Page>> Pages = new(() => Page.All(Repository.Root));

    public static TheoryData<string> Paths => [.. Pages.Value.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_page_is_what_its_generator_makes(string path) =>
        GoldenFile.HoldsAt(path, Pages.Value.Single(page => page.Path == path).Text);
}
