using NetArchTest.Rules;

namespace BedrockDefense.Architecture.Tests;

public sealed class LayerTests
{
    public static TheoryData<string> Folders => [.. Product.All.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_folders_beside_one_another_use_one_another_in_a_circle(string folder)
    {
        var product = Product.All[folder];

        AssertNone(FolderGraph.Circles(Types.InAssembly(product.Assembly), product.RootNamespace));
    }

    [Fact]
    public void The_foundation_of_the_program_uses_no_other_folder_of_it() =>
        AssertNone(FolderGraph.UsesOf(Types.InAssembly(Product.Infra.Assembly), Product.Infra.RootNamespace, "Foundation"));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_namespace_is_the_folder_its_file_lies_in(string folder) =>
        AssertNone(Rules.Misplaced(Path.Combine(Repository.Root, folder), Product.All[folder].RootNamespace));

    [Fact]
    public void No_two_types_of_the_product_have_one_name() =>
        AssertNone(Rules.Namesakes(Product.All.Values.Select(product => product.Assembly)));

    [Fact]
    public void The_library_references_nothing_of_Pulumi() =>
        Assert.DoesNotContain(
            Product.Library.Assembly.GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("Pulumi", StringComparison.Ordinal)
        );

    [Fact]
    public void The_library_knows_no_type_of_Pulumi_by_its_token() =>
        AssertNone(Rules.HoldersOfTypeTokens(Types.InAssembly(Product.Library.Assembly)));

    [Fact]
    public void The_library_writes_nothing_to_the_console() =>
        AssertNone(Rules.Users(Types.InAssembly(Product.Library.Assembly), "System.Console"));

    // Assert.Empty would cut what it shows.
    private static void AssertNone(IReadOnlyList<string> broken) => Assert.True(broken.Count == 0, string.Join('\n', broken));
}
