using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

/// <summary>An operator on values of a type that text may fail to be; a request's value that fails matches nothing.</summary>
internal abstract class TypedOperator<T> : ConditionOperator
    where T : notnull
{
    public sealed override bool IsValid(string expected) => TryRead(expected, out _);

    public sealed override bool Matches(PolicyText expected, string actual, RequestContext request) =>
        TryRead(expected.Source, out var wanted) && TryRead(actual, out var given) && Compare(given, wanted);

    protected abstract bool TryRead(string text, out T value);

    protected abstract bool Compare(T actual, T expected);
}
