using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

/// <summary>Holds for <c>true</c> when the key is absent and for <c>false</c> when it is there.</summary>
internal sealed class Null : ConditionOperator
{
    public override bool ComparesValues => false;

    public override string Form => "true (the key is absent) or false (it is there)";

    public override bool IsValid(string expected) => Is(expected, "true") || Is(expected, "false");

    public override bool Matches(PolicyText expected, string actual, RequestContext request) => Is(expected.Source, "false");

    public override bool HoldsWhenAbsent(IReadOnlyList<PolicyText> expected) => expected.Any(value => Is(value.Source, "true"));

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
