using System.Text.Json;

namespace BedrockDefense.Hunting.Matching;

/// <summary>A scalar of a record, as a position in the record's text.</summary>
/// <param name="Kind">The type: a string, a number, true, false or null.</param>
/// <param name="Start">The index of the first byte in the record; for a string, of the byte after the quotation mark.</param>
/// <param name="Length">The length in bytes, without quotation marks.</param>
/// <param name="IsEscaped">Whether the scalar is a string that contains backslashes.</param>
/// <param name="PreviousNumber">The number of the previous value in the same slot; 0 when there is none.</param>
internal readonly record struct FieldValue(JsonTokenType Kind, int Start, int Length, bool IsEscaped, int PreviousNumber);

/// <summary>The content of a field in a record. The default value stands for a missing field.</summary>
/// <param name="LastNumber">The number of the last scalar of the field, from 1; 0 when there is none.</param>
/// <param name="IsPresent">Whether the field has any content, including null.</param>
/// <param name="IsNotNull">Whether the field has any content other than null.</param>
internal readonly record struct FieldState(int LastNumber, bool IsPresent, bool IsNotNull);
