using System.Text.Encodings.Web;
using System.Text.Json;

namespace BedrockDefense;

/// <summary>
/// How this project writes JSON that AWS reads. The framework's default escapes <c>&lt;</c> and <c>&gt;</c>, after which
/// EventBridge finds no placeholder in an input template and a policy grows towards its limit.
/// </summary>
public static class JsonText
{
    /// <summary>Minified, with nothing escaped that JSON allows raw.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same, indented for people.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };
}
