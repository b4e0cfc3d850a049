using BedrockDefense.Architecture.Tests.Fixtures.Circle.Left;
using NetArchTest.Rules;

namespace BedrockDefense.Architecture.Tests;

/// <summary>Each rule finds what breaks it. The types below Fixtures break the rules.</summary>
public sealed class RulesTests
{
    private const string Fixtures = "BedrockDefense.Architecture.Tests.Fixtures";

    private static readonly Types Broken = Types.InAssembly(typeof(RulesTests).Assembly);

    [Fact]
    public void A_circle_is_told_with_the_types_on_it() =>
        Assert.Equal(["Center (First) -> Left (Second) -> Right (Third) -> Center"], FolderGraph.Circles(Broken, Fixtures));

    [Fact]
    public void A_folder_that_uses_others_is_told_with_the_types_that_do() =>
        Assert.Equal(["Right (Second)"], FolderGraph.UsesOf(Broken, Fixtures + ".Circle", "Left"));

    [Fact]
    public void A_type_that_writes_to_the_console_is_found() =>
        Assert.Equal([typeof(Second).FullName!], Rules.Users(Broken, "System.Console"));

    [Fact]
    public void A_type_token_in_code_and_in_a_constant_is_found() =>
        Assert.Equal([Fixtures + ".Circle.Center.First", Fixtures + ".Circle.Right.Third"], Rules.HoldersOfTypeTokens(Broken));

    [Fact]
    public void Two_types_of_one_name_are_found() =>
        Assert.Equal(
            [$"Namesake: {Fixtures}.Circle.Center.Namesake`1, {Fixtures}.Circle.Left.Namesake"],
            Rules.Namesakes([typeof(RulesTests).Assembly])
        );

    [Fact]
    public void A_file_in_another_folder_than_its_namespace_is_found() =>
        Assert.Equal(
            [$"WrongNamespace.cs is of {Fixtures}, not of {Fixtures}.Elsewhere"],
            Rules.FilesWithWrongNamespace(
                Path.Combine(Repository.Root, "tests/BedrockDefense.Architecture.Tests/Fixtures/Elsewhere"),
                Fixtures + ".Elsewhere"
            )
        );
}
