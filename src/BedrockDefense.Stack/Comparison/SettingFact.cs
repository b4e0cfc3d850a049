namespace BedrockDefense.Stack.Comparison;

/// <summary>A setting and its value as a text in which the order of lists does not show.</summary>
/// <param name="Setting">The name of the setting.</param>
/// <param name="Value">The value; empty for none.</param>
/// <param name="ExplainedBy">The areas of changes that explain a difference, so that it need not be named again.</param>
internal sealed record SettingFact(string Setting, string Value, params IReadOnlyList<string> ExplainedBy);
