using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BedrockDefense.Input;

/// <summary>
/// The options for JSON that AWS reads. The framework's default escapes <c>&lt;</c> and <c>&gt;</c>. Then EventBridge would find no
/// placeholder in an input template, and a policy would come closer to its size limit.
/// </summary>
public static class JsonText
{
    /// <summary>The options for minified JSON, which escape only what JSON requires.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a node as minified JSON. This avoids the start-up time of a serializer.</summary>
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

    /// <summary>The options for indented JSON, which people read.</summary>
    public static JsonSerializerOptions IndentedOptions { get; } = new(Options) { WriteIndented = true };
}
