using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Scp;

public sealed class PolicyConditionTests
{
    private const string File = "policy-documents/conditions.json";

    private static readonly string[] Operators =
    [
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
        "Bool",
        "BinaryEquals",
        "IpAddress",
        "NotIpAddress",
        "ArnEquals",
        "ArnNotEquals",
        "ArnLike",
        "ArnNotLike",
        "Null",
    ];

    public static TheoryData<string> Cases() => CaseFile.Names(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_condition_holds_or_not_as_the_case_expects(string name)
    {
        var one = CaseFile.Find(File, name);
        var policy = PolicyReader.Parse(
            $$$"""
            {"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*",
            "Condition":{{{one.GetProperty("condition").GetRawText()}}}}}
            """,
            "test.json"
        );
        var context = CaseFile.Context(one);

        var verdict = policy.Evaluate(
            RequestContext.Create(
                context.GetValueOrDefault("aws:PrincipalArn", ["arn:aws:iam::111122223333:role/App"])[0],
                "bedrock:InvokeModel",
                "*",
                context,
                principalArnAbsent: !context.ContainsKey("aws:PrincipalArn")
            )
        );

        Assert.True(
            one.GetProperty("holds").GetBoolean() == verdict.Decision is Decision.ExplicitlyDenied,
            verdict.Explanations[0].ToString()
        );
    }

    [Fact]
    public void Every_operator_of_the_language_has_a_case_that_holds_and_one_that_does_not()
    {
        var seen = Cases()
            .Select(row => CaseFile.Find(File, row.Data))
            .SelectMany(
                one => one.GetProperty("condition").EnumerateObject(),
                (one, condition) =>
                    (
                        Operator: condition.Name[(condition.Name.IndexOf(':', StringComparison.Ordinal) + 1)..],
                        Holds: one.GetProperty("holds").GetBoolean()
                    )
            )
            .ToHashSet();

        Assert.All(Operators, name => Assert.True(seen.Contains((name, true)) && seen.Contains((name, false)), name));
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("", "IfExists", true)]
    [InlineData("ForAllValues:", "", true)]
    [InlineData("ForAllValues:", "IfExists", true)]
    [InlineData("ForAnyValue:", "", false)]
    [InlineData("ForAnyValue:", "IfExists", true)]
    public void Every_operator_but_Null_takes_every_qualifier_which_decides_about_an_absent_key(string set, string suffix, bool holds)
    {
        Assert.All(
            Operators.Except(["Null"]),
            name =>
            {
                var value =
                    name.Contains("Ip", StringComparison.Ordinal) ? "203.0.113.9"
                    : name == "Bool" ? "true"
                    : "2026";
                var policy = PolicyReader.Parse(
                    $$"""
                    {"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*",
                    "Condition":{"{{set}}{{name}}{{suffix}}":{"example:Key":"{{value}}"} } } }
                    """,
                    "test.json"
                );

                var verdict = policy.Evaluate(RequestContext.Create("arn:aws:iam::111122223333:role/App", "bedrock:InvokeModel"));

                Assert.Equal(
                    holds || (set.Length == 0 && name.Contains("Not", StringComparison.Ordinal)),
                    verdict.Decision == Decision.ExplicitlyDenied
                );
            }
        );
    }
}
