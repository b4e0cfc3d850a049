using System.Text.Json;

namespace BedrockDefense.Tests.Scp;

/// <summary>A file of named cases beside the test assembly.</summary>
internal static class CaseFile
{
    /// <summary>Reads the names of a file's cases, for a theory.</summary>
    public static TheoryData<string> Names(string file) => [.. Cases(file).Select(Name)];

    /// <summary>Finds the case with this name; fails when there is not exactly one.</summary>
    public static JsonElement Find(string file, string name) => Cases(file).Single(one => Name(one) == name);

    /// <summary>Reads condition keys, each a string or a list of strings.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Context(JsonElement one) =>
        one.TryGetProperty("context", out var context)
            ? context.EnumerateObject().ToDictionary(key => key.Name, key => Strings(key.Value))
            : [];

    /// <summary>Reads a string or a list of strings.</summary>
    public static IReadOnlyList<string> Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [value.GetString()!];

    private static JsonElement.ArrayEnumerator Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", file)));
        return document.RootElement.GetProperty("cases").Clone().EnumerateArray();
    }

    private static string Name(JsonElement one) => one.GetProperty("name").GetString()!;
}
