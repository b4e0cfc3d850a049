using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

internal sealed class StringLike : TextOperator
{
    public override bool Matches(PolicyText expected, string actual, RequestContext request) =>
        expected.Resolve(request) is { } symbols && new Wildcards(symbols).Matches(actual);
}
