using System.Text.Json;

namespace BedrockDefense.Hunting.Reading;

/// <summary>What the answer of an AWS call has when there is more than it holds: whoever exported it stopped before the end.</summary>
internal static class ContinuationToken
{
    /// <summary>What to say of it.</summary>
    public const string Message = "the export is not whole: it ends with NextToken, so AWS has more events than it holds";

    // The AWS CLI writes the first, also with --max-items; CloudWatch Logs' calls the second.
    private static readonly string[] Names = ["NextToken", "nextToken"];

    /// <summary>Whether an object has one.</summary>
    public static bool IsIn(JsonElement answer) =>
        Array.Exists(Names, name => answer.TryGetProperty(name, out var token) && token.ValueKind == JsonValueKind.String && token.GetRawText().Length > 2);

    /// <summary>Whether there is one in what stands before and after the list of such an object.</summary>
    public static bool IsIn(ReadOnlySpan<byte> beside) => Has(beside, "\"NextToken\""u8) || Has(beside, "\"nextToken\""u8);

    private static bool Has(ReadOnlySpan<byte> beside, ReadOnlySpan<byte> name)
    {
        if (beside.IndexOf(name) is not (>= 0 and var at))
            return false;
        var value = beside[(at + name.Length)..].TrimStart(" \t\r\n"u8);
        return value is [(byte)':', ..] && value[1..].TrimStart(" \t\r\n"u8) is [(byte)'"', not (byte)'"', ..];
    }
}
