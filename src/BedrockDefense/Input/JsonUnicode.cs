using System.Text.Json;

namespace BedrockDefense.Input;

/// <summary>
/// Looks for half a surrogate pair in JSON. The framework's reader takes one that is written as an escape, and fails only when the text is
/// asked for.
/// </summary>
public static class JsonUnicode
{
    /// <summary>Returns whether every text and every name in a value is Unicode, at any depth.</summary>
    public static bool IsWhole(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsWhole),
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsWhole(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
