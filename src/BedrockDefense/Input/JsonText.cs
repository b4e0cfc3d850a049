using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Input;

/// <summary>
/// How this project writes JSON that AWS reads. The framework's default escapes <c>&lt;</c> and <c>&gt;</c>, after which
/// EventBridge finds no placeholder in an input template and a policy grows towards its limit.
/// </summary>
public static class JsonText
{
    /// <summary>Minified, with nothing escaped that JSON allows raw.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A node as such JSON, without the time that a serializer takes to start.</summary>
    public static string Of(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Options.Encoder }))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>The options, with lines indented for people.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}
