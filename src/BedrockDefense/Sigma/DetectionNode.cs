using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma;

/// <summary>
/// A rule's condition with its search identifiers put in, as one tree of logic. Evaluator and compilers all
/// start from it, so that what a rule means is decided in one place.
/// </summary>
public abstract record DetectionNode
{
    private protected DetectionNode() { }

    /// <summary>The answer for this kind of node: every caller says what it makes of each kind, so that none is forgotten.</summary>
    public T Switch<T>(
        Func<AllOf, T> all,
        Func<AnyOf, T> any,
        Func<Negated, T> negated,
        Func<Selection, T> selection,
        Func<FieldMatch, T> field,
        Func<KeywordMatch, T> keyword
    ) => Answer(new Answers<T>(all, any, negated, selection, field, keyword));

    // A new kind has to name its answer here, and so to add one to the record.
    private protected abstract T Answer<T>(Answers<T> answers);

    private protected sealed record Answers<T>(
        Func<AllOf, T> All,
        Func<AnyOf, T> Any,
        Func<Negated, T> Negated,
        Func<Selection, T> Selection,
        Func<FieldMatch, T> Field,
        Func<KeywordMatch, T> Keyword
    );
}

/// <summary>All parts hold.</summary>
public sealed record AllOf(IReadOnlyList<DetectionNode> Parts) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.All(this);
}

/// <summary>One part holds.</summary>
public sealed record AnyOf(IReadOnlyList<DetectionNode> Parts) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Any(this);
}

/// <summary>The part does not hold; an absent field passes no test, so its negation holds.</summary>
public sealed record Negated(DetectionNode Part) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Negated(this);
}

/// <summary>A search identifier where the condition uses it.</summary>
public sealed record Selection(string Name, DetectionNode Part) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Selection(this);
}

/// <summary>A field passes a test.</summary>
public sealed record FieldMatch(FieldPath Field, ValueTest Test, SourceLocation Location) : DetectionNode
{
    /// <summary>Every field it looks at.</summary>
    public IReadOnlyList<FieldPath> Fields => [Field, .. Test.OtherFields];

    private protected override T Answer<T>(Answers<T> answers) => answers.Field(this);
}

/// <summary>The text occurs anywhere in the event, in a value or a field's name.</summary>
public sealed record KeywordMatch(SigmaText Text, SourceLocation Location) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Keyword(this);
}
