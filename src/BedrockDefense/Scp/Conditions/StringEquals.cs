using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

internal sealed class StringEquals : TextOperator
{
    public override bool Matches(PolicyText expected, string actual, RequestContext request) =>
        string.Equals(expected.ResolvePlain(request), actual, StringComparison.Ordinal);
}
