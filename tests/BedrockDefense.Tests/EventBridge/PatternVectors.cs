using System.Text.Json;

namespace BedrockDefense.Tests.EventBridge;

/// <summary>Finds the case files beside the test assembly.</summary>
internal static class PatternVectors
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "cases");

    public static JsonDocument Open(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
}
