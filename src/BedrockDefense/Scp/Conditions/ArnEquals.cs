using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Scp.Conditions;

/// <summary>The same as <see cref="ArnLike"/>, wildcards included: IAM documents the two as behaving identically.</summary>
internal sealed class ArnEquals : TextOperator
{
    private static readonly ArnLike Same = new();

    public override bool Matches(PolicyText expected, string actual, RequestContext request) => Same.Matches(expected, actual, request);
}
