using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Scp;

/// <summary>What resource control policies decide: they only deny, at any level, and nearly everybody.</summary>
public sealed class RcpEvaluatorTests
{
    private const string Stranger = "arn:aws:iam::444455556666:role/Outsider";
    private const string ServiceLinked = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

    private static readonly PolicyDocument Outsiders = Policy(
        "outsiders.json",
        "KeepOut",
        """{"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-exampleorg"}}"""
    );
    private static readonly PolicyDocument Unencrypted = Policy(
        "unencrypted.json",
        "OnlyEncrypted",
        """{"Bool":{"aws:SecureTransport":"false"}}"""
    );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_deny_at_any_level_denies_and_is_named_with_its_level(int at)
    {
        string[] names = ["the root", "the unit", "the account"];
        ScpLevel[] levels = [.. names.Select((name, index) => new ScpLevel(name, index == at ? [Unencrypted, Outsiders] : [Unencrypted]))];

        var verdict = RcpEvaluator.Evaluate(levels, Request(Stranger, "o-other"));

        Assert.Equal((Decision.ExplicitlyDenied, false), (verdict.Decision, verdict.IsAllowed));
        Assert.Equal($"denied by statement KeepOut (1) of outsiders.json at {names[at]}", verdict.Reason);
        Assert.Equal(
            (names[at], "outsiders.json", "KeepOut", true),
            (
                verdict.DecidingStatement!.Level,
                verdict.DecidingStatement.Policy,
                verdict.DecidingStatement.Statement.Sid,
                verdict.DecidingStatement.IsMatch
            )
        );
        Assert.Equal(["the root", "the unit", "the account"], verdict.Explanations.Select(one => one.Level).Distinct());
        Assert.Equal(4, verdict.Explanations.Count);
        Assert.Same(verdict.DecidingStatement, Assert.Single(verdict.Explanations, one => one.IsMatch));
    }

    [Fact]
    public void Of_several_denials_the_highest_is_named() =>
        Assert.Equal(
            "denied by statement KeepOut (1) of outsiders.json at root",
            RcpEvaluator
                .Evaluate(
                    [new ScpLevel("root", [Outsiders]), new ScpLevel("account", [Unencrypted, Outsiders])],
                    Request(Stranger, "o-other", "false")
                )
                .Reason
        );

    [Fact]
    public void What_no_statement_denies_is_allowed_without_any_that_allows()
    {
        var verdict = RcpEvaluator.Evaluate(
            [new ScpLevel("root", [Outsiders]), new ScpLevel("account", [Unencrypted])],
            Request("arn:aws:iam::111122223333:role/App", "o-exampleorg")
        );

        Assert.Equal((Decision.Allowed, "no statement denies it"), (verdict.Decision, verdict.Reason));
        Assert.Null(verdict.DecidingStatement);
        Assert.Equal(["KeepOut", "OnlyEncrypted"], verdict.Explanations.Select(one => one.Statement.Sid));
    }

    [Fact]
    public void Without_any_policy_everything_is_allowed() =>
        Assert.All(
            (IReadOnlyList<ScpLevel>[])
                [
                    [],
                    [new ScpLevel("root", [])],
                ],
            levels => Assert.True(RcpEvaluator.Evaluate(levels, Request(Stranger, "o-other")).IsAllowed)
        );

    [Theory]
    [InlineData("arn:aws:iam::111122223333:root", false)]
    [InlineData("arn:aws:iam::111122223333:user/mallory", false)]
    [InlineData("events.amazonaws.com", false)]
    [InlineData("arn:aws:iam::111122223333:role/AWSServiceRoleForConfig", false)]
    [InlineData("arn:aws:iam::111122223333:role/team/aws-service-role/config.amazonaws.com/X", false)]
    [InlineData(ServiceLinked, true)]
    public void Root_users_and_services_are_denied_too_and_only_service_linked_roles_are_not(string principal, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            RcpEvaluator.Evaluate([new ScpLevel("root", [Unencrypted])], Request(principal, "o-exampleorg", "false")).IsAllowed
        );

    [Fact]
    public void Of_a_service_linked_role_the_verdict_says_that_it_is_not_restricted()
    {
        var verdict = RcpEvaluator.Evaluate([new ScpLevel("root", [Unencrypted])], Request(ServiceLinked, "o-exampleorg", "false"));

        Assert.Equal(
            (Decision.Allowed, $"resource control policies do not restrict service-linked roles, such as {ServiceLinked}"),
            (verdict.Decision, verdict.Reason)
        );
        Assert.Null(verdict.DecidingStatement);
        Assert.Empty(verdict.Explanations);
    }

    [Fact]
    public void Neither_levels_nor_a_request_may_be_missing()
    {
        Assert.Throws<ArgumentNullException>("levels", () => RcpEvaluator.Evaluate(null!, Request(Stranger, "o-other")));
        Assert.Throws<ArgumentNullException>("request", () => RcpEvaluator.Evaluate([], null!));
    }

    private static RequestContext Request(string principal, string organization, string isSecure = "true") =>
        RequestContext.Create(
            principal,
            "s3:GetObject",
            "arn:aws:s3:::logs/1",
            [new("aws:PrincipalOrgID", [organization]), new("aws:SecureTransport", [isSecure])]
        );

    private static PolicyDocument Policy(string name, string sid, string condition) =>
        PolicyReader.Parse(
            $$"""
            {"Version":"2012-10-17","Statement":{"Sid":"{{sid}}","Effect":"Deny","Principal":"*","Action":"s3:*",
            "Resource":"arn:aws:s3:::logs/*","Condition":{{condition}} } }
            """,
            name,
            PolicyKind.ResourceControl
        );
}
