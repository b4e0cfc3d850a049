namespace BedrockDefense.Scp.Conditions;

/// <summary>The same as <see cref="ArnLike"/>, wildcards included: IAM documents the two as behaving identically.</summary>
internal sealed class ArnEquals : TextOperator
{
    private static readonly ArnLike _same = new();

    public override bool Matches(PolicyText expected, string actual, RequestContext request) =>
        _same.Matches(expected, actual, request);
}
