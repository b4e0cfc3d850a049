using BedrockDefense.CloudTrail;

namespace BedrockDefense.Sigma;

/// <summary>
/// The condition of a rule with its search identifiers inserted, as one tree of logic. The evaluator and all compilers start from
/// this tree, so the meaning of a rule is decided in one place.
/// </summary>
public abstract record DetectionNode
{
    private protected DetectionNode() { }

    /// <summary>
    /// Calls the function for this kind of node. Every caller must give a function for each kind, so none can be forgotten.
    /// </summary>
    public T Switch<T>(
        Func<AllOf, T> all,
        Func<AnyOf, T> any,
        Func<Negated, T> negated,
        Func<Selection, T> selection,
        Func<FieldMatch, T> field,
        Func<KeywordMatch, T> keyword
    ) => Answer(new Answers<T>(all, any, negated, selection, field, keyword));

    // A new kind of node must override this method, and so needs a new function in the record.
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

/// <summary>Holds when all parts hold.</summary>
public sealed record AllOf(IReadOnlyList<DetectionNode> Parts) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.All(this);
}

/// <summary>Holds when at least one part holds.</summary>
public sealed record AnyOf(IReadOnlyList<DetectionNode> Parts) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Any(this);
}

/// <summary>Holds when the part does not hold. An absent field passes no test, so the negation of the test holds.</summary>
public sealed record Negated(DetectionNode Part) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Negated(this);
}

/// <summary>A search identifier that the condition uses.</summary>
public sealed record Selection(string Name, DetectionNode Part) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Selection(this);
}

/// <summary>Holds when a field passes a test.</summary>
public sealed record FieldMatch(FieldPath Field, ValueTest Test, SourceLocation Location) : DetectionNode
{
    /// <summary>All fields that the test reads.</summary>
    public IReadOnlyList<FieldPath> Fields => [Field, .. Test.OtherFields];

    private protected override T Answer<T>(Answers<T> answers) => answers.Field(this);
}

/// <summary>Holds when the text occurs anywhere in the event: in a value or in the name of a field.</summary>
public sealed record KeywordMatch(SigmaText Text, SourceLocation Location) : DetectionNode
{
    private protected override T Answer<T>(Answers<T> answers) => answers.Keyword(this);
}
