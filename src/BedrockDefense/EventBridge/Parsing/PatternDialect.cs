using BedrockDefense.EventBridge.Operators;

namespace BedrockDefense.EventBridge.Parsing;

/// <summary>What differs between the services that share this pattern language.</summary>
/// <param name="Operators">The operators by name.</param>
/// <param name="OrIsFieldName">Whether <c>$or</c> is read as an ordinary field name.</param>
/// <param name="NumberFault">Says what is wrong with a number that the service cannot compare, or null.</param>
internal sealed record PatternDialect(
    IReadOnlyDictionary<string, OperatorParser> Operators, bool OrIsFieldName, Func<string, string?> NumberFault);
