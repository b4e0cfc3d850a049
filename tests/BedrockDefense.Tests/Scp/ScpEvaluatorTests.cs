using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Scp;

public sealed class ScpEvaluatorTests
{
    private const string Delete = "bedrock:DeleteModelInvocationLoggingConfiguration";

    private static readonly PolicyDocument FullAccess = Policy("FullAWSAccess", """{"Effect":"Allow","Action":"*","Resource":"*"}""");

    private static readonly PolicyDocument Protect = Policy(
        "protect.json",
        """
        {"Sid":"DenyNeutering","Effect":"Deny","Action":["bedrock:DeleteModel*","bedrock:PutModel*"],"Resource":"*",
         "Condition":{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/Admin","arn:aws:iam::*:role/Restorer"]}}}
        """
    );

    [Fact]
    public void A_denial_names_the_statement_its_policy_and_its_level_and_shows_the_values()
    {
        var verdict = Evaluate("arn:aws:iam::111122223333:role/App", new("root", [FullAccess]), new("workloads", [FullAccess, Protect]));

        Assert.Equal(Decision.ExplicitlyDenied, verdict.Decision);
        Assert.False(verdict.IsAllowed);
        Assert.Equal("denied by statement DenyNeutering (1) of protect.json at workloads", verdict.Reason);
        Assert.Equal(
            ("workloads", "protect.json", "DenyNeutering"),
            (verdict.DecidingStatement!.Level, verdict.DecidingStatement.Policy, verdict.DecidingStatement.Statement.Sid)
        );
        Assert.Equal(
            "statement DenyNeutering (1) of protect.json at workloads (Deny) matches: "
                + "Action: \"bedrock:DeleteModelInvocationLoggingConfiguration\" matches \"bedrock:DeleteModel*\"; "
                + "Resource: \"*\" matches \"*\"; "
                + "ArnNotLike aws:PrincipalArn: \"arn:aws:iam::111122223333:role/App\" matches none of "
                + "\"arn:aws:iam::*:role/Admin\", \"arn:aws:iam::*:role/Restorer\"",
            verdict.DecidingStatement.ToString()
        );
    }

    [Fact]
    public void A_statement_that_does_not_match_says_which_element_failed_and_why()
    {
        var verdict = Evaluate("arn:aws:iam::111122223333:role/Restorer", new ScpLevel("root", [FullAccess, Protect]));

        Assert.Equal("no statement denies it, and every level allows it: at root by statement 1 of FullAWSAccess at root", verdict.Reason);
        Assert.Equal(
            "statement DenyNeutering (1) of protect.json at root (Deny) does not match: "
                + "ArnNotLike aws:PrincipalArn: \"arn:aws:iam::111122223333:role/Restorer\" matches \"arn:aws:iam::*:role/Restorer\"",
            verdict.Explanations[1].ToString()
        );
    }

    [Fact]
    public void A_lack_of_an_allow_names_the_level_that_lacks_it()
    {
        var verdict = Evaluate(
            "arn:aws:iam::111122223333:role/Admin",
            new("root", [FullAccess]),
            new("sandbox", [Protect]),
            new("account", [FullAccess])
        );

        Assert.Equal(Decision.ImplicitlyDenied, verdict.Decision);
        Assert.Equal("no statement allows it at sandbox", verdict.Reason);
        Assert.Null(verdict.DecidingStatement);
        Assert.Equal(3, verdict.Explanations.Count);
    }

    [Fact]
    public void A_denial_below_outranks_the_lack_of_an_allow_above()
    {
        var verdict = Evaluate("arn:aws:iam::111122223333:role/App", new("root", []), new("account", [FullAccess, Protect]));

        Assert.Equal(Decision.ExplicitlyDenied, verdict.Decision);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:root", Decision.ExplicitlyDenied, "denied by")]
    [InlineData(
        "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        Decision.Allowed,
        "do not restrict service-linked roles"
    )]
    [InlineData("arn:aws:iam::111122223333:role/AWSServiceRoleForConfig", Decision.ExplicitlyDenied, "denied by")]
    [InlineData("config.amazonaws.com", Decision.Allowed, "do not restrict a service acting as itself")]
    public void A_members_root_user_is_restricted_but_services_and_their_linked_roles_are_not(
        string principal,
        Decision decision,
        string reason
    )
    {
        var verdict = Evaluate(principal, new ScpLevel("root", [FullAccess, Protect]));

        Assert.Equal(decision, verdict.Decision);
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_cannot_add_a_line_or_a_value_to_an_explanation()
    {
        var policy = Policy(
            "hostile.json",
            """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":"x"}}}"""
        );
        var request = RequestContext.Create(
            "arn:aws:iam::111122223333:role/App",
            Delete,
            keys: [new("aws:UserAgent", ["a\", \"b\\\nstatement 2\u001b[31m\u202e"])]
        );

        var explanation = policy.Evaluate(request).Explanations[0].ToString();

        Assert.EndsWith(
            "\"a\\\", \\\"b\\\\\\u000astatement 2\\u001b[31m\\u202e\" matches none of \"x\"",
            explanation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void No_levels_at_all_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate("arn:aws:iam::111122223333:role/App"));

    private static Verdict Evaluate(string principal, params ScpLevel[] levels) =>
        ScpEvaluator.Evaluate(levels, RequestContext.Create(principal, Delete));

    private static PolicyDocument Policy(string name, string statement) =>
        PolicyReader.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""", name);
}
