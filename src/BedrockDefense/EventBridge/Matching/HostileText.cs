using System.Text.Json;

namespace BedrockDefense.EventBridge.Matching;

/// <summary>
/// Reads strings of events somebody else wrote. Half of a surrogate pair, which JSON can spell but .NET refuses to
/// decode, is left as its escape.
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
