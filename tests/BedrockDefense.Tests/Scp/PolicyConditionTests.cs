using BedrockDefense.Scp;

namespace BedrockDefense.Tests.Scp;

public sealed class PolicyConditionTests
{
    private const string File = "policy-documents/conditions.json";

    private static readonly string[] _operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
        "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Null",
    ];

    public static TheoryData<string> Cases() => CaseFile.Names(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_condition_holds_or_not_as_the_case_expects(string name)
    {
        var one = CaseFile.Find(File, name);
        var policy = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{{{one.GetProperty("condition").GetRawText()}}}}}""", "test.json");
        var context = CaseFile.Context(one);

        var verdict = policy.Evaluate(RequestContext.Create(
            "arn:aws:iam::111122223333:role/App", "bedrock:InvokeModel", "*", context, principalArnAbsent: !context.ContainsKey("aws:PrincipalArn")));

        Assert.True(one.GetProperty("holds").GetBoolean() == verdict.Decision is Decision.ExplicitlyDenied, verdict.Explanations[0].ToString());
    }

    [Fact]
    public void Every_operator_of_the_language_has_a_case_that_holds_and_one_that_does_not()
    {
        var seen = Cases().Select(row => CaseFile.Find(File, row.Data))
            .SelectMany(one => one.GetProperty("condition").EnumerateObject(), (one, condition) =>
                (Operator: condition.Name[(condition.Name.IndexOf(':', StringComparison.Ordinal) + 1)..], Holds: one.GetProperty("holds").GetBoolean()))
            .ToHashSet();

        Assert.All(_operators, name => Assert.True(seen.Contains((name, true)) && seen.Contains((name, false)), name));
    }
}
