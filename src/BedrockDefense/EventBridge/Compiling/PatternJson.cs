using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Writes pattern JSON minified; <c>&lt;</c> and <c>&gt;</c> stay, as input templates beside it need them.</summary>
internal static class PatternJson
{
    public static string Write(JsonNode node) => node.ToJsonString(JsonText.Options);

    public static string Quote(string text) => JsonSerializer.Serialize(text, JsonText.Options);

    public static string List(IEnumerable<string> items) => $"[{string.Join(",", items)}]";
}
