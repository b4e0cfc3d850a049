using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma;

/// <summary>
/// A rule's condition with its search identifiers put in, as one tree of logic. Evaluator and compilers all
/// start from it, so that what a rule means is decided in one place.
/// </summary>
public abstract record DetectionNode;

/// <summary>All parts hold.</summary>
internal sealed record AllOf(IReadOnlyList<DetectionNode> Parts) : DetectionNode;

/// <summary>One part holds.</summary>
public sealed record AnyOf(IReadOnlyList<DetectionNode> Parts) : DetectionNode;

/// <summary>The part does not hold; an absent field passes no test, so its negation holds.</summary>
internal sealed record Negated(DetectionNode Part) : DetectionNode;

/// <summary>A search identifier where the condition uses it.</summary>
public sealed record Selection(string Name, DetectionNode Part) : DetectionNode;

/// <summary>A field passes a test.</summary>
internal sealed record FieldMatch(FieldPath Field, ValueTest Test, SourceLocation Location) : DetectionNode;

/// <summary>The text occurs anywhere in the event, in a value or a field's name.</summary>
internal sealed record KeywordMatch(SigmaText Text, SourceLocation Location) : DetectionNode;
