using System.Reflection;

namespace BedrockDefense.Architecture.Tests;

/// <summary>An assembly of the product and the folder of its project.</summary>
internal sealed record Product(Assembly Assembly, string RootNamespace, string Folder)
{
    public static Product Library { get; } = Load("BedrockDefense", "BedrockDefense", "src/BedrockDefense");

    public static Product Infra { get; } = Load("BedrockDefense.Infra", "BedrockDefense.Infra", "infra");

    /// <summary>All assemblies of the product, by their folders.</summary>
    public static IReadOnlyDictionary<string, Product> All { get; } =
        new[]
        {
            Library,
            Load("BedrockDefense.Stack", "BedrockDefense.Stack", "src/BedrockDefense.Stack"),
            Load("BedrockDefense.Live", "BedrockDefense.Live", "src/BedrockDefense.Live"),
            Load("bedrock-defense", "BedrockDefense.Cli", "src/BedrockDefense.Cli"),
            Infra,
        }.ToDictionary(product => product.Folder);

    private static Product Load(string assembly, string root, string folder) => new(Assembly.Load(assembly), root, folder);
}
