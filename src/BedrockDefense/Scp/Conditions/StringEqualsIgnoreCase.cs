using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

internal sealed class StringEqualsIgnoreCase : TextOperator
{
    public override bool Matches(PolicyText expected, string actual, RequestContext request) =>
        string.Equals(expected.ResolvePlain(request), actual, StringComparison.OrdinalIgnoreCase);
}
