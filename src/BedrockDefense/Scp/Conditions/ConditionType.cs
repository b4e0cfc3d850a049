namespace BedrockDefense.Scp.Conditions;

/// <summary>Reads a value of a type; null when the text is none.</summary>
internal delegate T? ConditionValueReader<T>(string text)
    where T : struct;

/// <summary>A type of values that text may fail to be.</summary>
/// <param name="Form">The valid form, for messages.</param>
/// <param name="Read">Reads a value.</param>
internal sealed record ConditionType<T>(string Form, ConditionValueReader<T> Read)
    where T : struct;
