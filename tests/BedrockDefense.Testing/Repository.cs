using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Policies;

namespace BedrockDefense.Testing;

/// <summary>
/// Finds the files that the tests read. Cases are beside the test assembly, everything else is in the source tree above it.
/// </summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = RootAbove(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The path of the sample configuration, as a user would pass it to <c>--config</c>.</summary>
    public static string SampleConfiguration { get; } = Path.Combine(Root, "Pulumi.dev.yaml");

    /// <summary>Reads the cases of a file, each an object with a name.</summary>
    public static IReadOnlyList<JsonObject> Cases(string path) => [.. JsonNode.Parse(Case(path))!.AsArray().Select(one => one!.AsObject())];

    /// <summary>Reads the names of the cases of a file, for a theory.</summary>
    public static TheoryData<string> Names(string path) => [.. Cases(path).Select(one => one["name"]!.GetValue<string>())];

    /// <summary>Reads the case with this name into its type.</summary>
    public static T Find<T>(string path, string name) =>
        Cases(path).Single(one => one["name"]!.GetValue<string>() == name).Deserialize<T>(JsonSerializerOptions.Web)!;

    /// <summary>Reads all cases of a file into their type.</summary>
    public static IEnumerable<T> All<T>(string path) => Cases(path).Select(one => one.Deserialize<T>(JsonSerializerOptions.Web)!);

    /// <summary>Reads a document of <c>policies/</c> as it is embedded.</summary>
    public static string Policy(string path)
    {
        using var stream = PolicyFiles.Open(path) ?? throw new FileNotFoundException($"policies/{path} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Lists the documents of a folder of <c>policies/</c>, by their paths below it; an empty name means all documents.</summary>
    public static IEnumerable<string> Policies(string folder) =>
        PolicyFiles.Paths.Where(path => folder.Length == 0 || path.StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>Reads the text of a file of cases.</summary>
    public static string Case(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", path));

    private static string RootAbove(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "BedrockDefense.sln")) ? folder.FullName : RootAbove(folder.Parent!);
}
