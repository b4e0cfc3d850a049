using System.Text.Json;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>
/// Reads strings of events that an attacker may have written. JSON can spell half of a surrogate pair, but .NET refuses to
/// decode it; such a half stays as its escape.
/// </summary>
internal static class HostileText
{
    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText()[1..^1];
        }
    }

    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            var raw = member.ToString();
            return raw[1..raw.IndexOf("\":", StringComparison.Ordinal)];
        }
    }
}
