using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Files the tests read: cases lie beside the test assembly, all else in the source tree above it.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Above(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The sample configuration.</summary>
    public static string SampleConfiguration { get; } = Path.Combine(Root, "Pulumi.dev.yaml");

    /// <summary>The names of the cases of a file, for a theory.</summary>
    public static TheoryData<string> Names(string path) => [.. Cases(path).Select(Name)];

    /// <summary>The case of this name, read into its type.</summary>
    public static T Find<T>(string path, string name) =>
        Cases(path).Single(one => Name(one) == name).Deserialize<T>(JsonSerializerOptions.Web)!;

    /// <summary>All cases of a file.</summary>
    public static IEnumerable<T> All<T>(string path) => Cases(path).Select(one => one.Deserialize<T>(JsonSerializerOptions.Web)!);

    /// <summary>A file of cases.</summary>
    public static JsonNode Case(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", path)))!;

    private static IEnumerable<JsonNode> Cases(string path) => Case(path).AsArray().OfType<JsonNode>();

    private static string Name(JsonNode one) => one["name"]!.GetValue<string>();

    private static string Above(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "BedrockDefense.sln")) ? folder.FullName : Above(folder.Parent!);
}
