using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Writes minified JSON for patterns. It does not escape <c>&lt;</c> and <c>&gt;</c>, because input templates need them
/// unescaped.
/// </summary>
internal static class PatternJson
{
    public static string Write(JsonNode node) => node.ToJsonString(JsonText.Options);

    public static string Quote(string text) => JsonSerializer.Serialize(text, JsonText.Options);

    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";
}
