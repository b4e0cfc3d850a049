namespace BedrockDefense.Scp.Conditions;

/// <summary>Reads a value of a type; returns null when the text is not a value of that type.</summary>
internal delegate T? ConditionValueReader<T>(string text)
    where T : struct;

/// <summary>A type of the values that a condition compares. A text may fail to be a value of it.</summary>
/// <param name="Form">The valid form, for messages.</param>
/// <param name="Read">Reads a value.</param>
internal sealed record ConditionType<T>(string Form, ConditionValueReader<T> Read)
    where T : struct;
