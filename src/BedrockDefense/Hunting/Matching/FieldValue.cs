using System.Text.Json;

namespace BedrockDefense.Hunting.Matching;

/// <summary>A scalar of a record, where it lies in the text.</summary>
/// <param name="Kind">A string, a number, true, false or null.</param>
/// <param name="Start">Its first byte in the record; of a string, the one after the quotation mark.</param>
/// <param name="Length">Its length in bytes, without quotation marks.</param>
/// <param name="IsEscaped">Whether a string has backslashes in it.</param>
/// <param name="Previous">The number of the value before it in the same slot; 0 when there is none.</param>
internal readonly record struct FieldValue(JsonTokenType Kind, int Start, int Length, bool IsEscaped, int Previous);

/// <summary>What a record holds at a field; of one that is missing, the default.</summary>
/// <param name="Last">The number of the last of its scalars, from 1; 0 when there is none.</param>
/// <param name="IsPresent">Whether there is anything, null included.</param>
/// <param name="IsNotNull">Whether something there is not null.</param>
internal readonly record struct FieldState(int Last, bool IsPresent, bool IsNotNull);
