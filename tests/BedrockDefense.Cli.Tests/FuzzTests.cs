using BedrockDefense.Fuzz;

namespace BedrockDefense.Cli.Tests;

/// <summary>A few inputs of each kind that <c>make fuzz</c> tests for a long time. They are always the same.</summary>
[Collection("console")]
public sealed class FuzzTests : IDisposable
{
    private const int Seed = 7;
    private const int Inputs = 40;
    private const int RenderedInputs = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fuzz-");

    public static TheoryData<string> Targets => [.. FuzzTarget.Names];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_ends_a_command_as_none_may_end(string name)
    {
        var target = FuzzTarget.All(Repository.Root).Single(one => one.Name == name);
        var fuzzer = new Fuzzer(target, Seed, _folder.FullName);

        Assert.Empty(Enumerable.Range(0, name == "alert" ? RenderedInputs : Inputs).Select(fuzzer.Try).OfType<FuzzFailure>());
    }
}
