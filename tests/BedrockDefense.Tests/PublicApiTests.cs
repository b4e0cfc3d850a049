using BedrockDefense.Scp.Evaluation;
using PublicApiGenerator;

namespace BedrockDefense.Tests;

/// <summary>The public API of the library changes only on purpose.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_of_the_library_is() =>
        GoldenFile.Holds(
            "public-api.txt",
            typeof(ScpEvaluator).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
        );
}
