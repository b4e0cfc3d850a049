using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Scp;

public sealed class PolicyDocumentTests
{
    private const string Refused = "policy-documents/refused.json";
    private const string Decisions = "policy-documents/decisions.json";

    public static TheoryData<string> RefusedCases() => CaseFile.Names(Refused);

    public static TheoryData<string> DecisionCases() => CaseFile.Names(Decisions);

    [Theory]
    [MemberData(nameof(RefusedCases))]
    public void A_faulty_document_is_refused_with_every_fault(string name)
    {
        var one = CaseFile.Find(Refused, name);
        var kind = one.TryGetProperty("kind", out var given) ? Enum.Parse<PolicyKind>(given.GetString()!) : PolicyKind.ServiceControl;
        var text = one.TryGetProperty("text", out var whole)
            ? whole.GetString()!
            : $$"""{"Version":"2012-10-17","Statement":[{{one.GetProperty("statement").GetRawText()}}]}""";

        var exception = Assert.Throws<InvalidPolicyException>(() => PolicyReader.Parse(text, "policy.json", kind));

        Assert.Collection(
            exception.Faults,
            [
                .. CaseFile
                    .Strings(one.GetProperty("faults"))
                    .Select(expected => (Action<Fault>)(fault => Assert.Contains(expected, fault.ToString(), StringComparison.Ordinal))),
            ]
        );
        Assert.All(exception.Faults, fault => Assert.StartsWith("policy.json:", fault.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(DecisionCases))]
    public void A_document_alone_decides_as_the_case_expects(string name)
    {
        var one = CaseFile.Find(Decisions, name);
        var kind = Enum.Parse<PolicyKind>(one.GetProperty("kind").GetString()!);
        var policy = PolicyReader.Parse(
            $$"""{"Version":"2012-10-17","Statement":{{one.GetProperty("statements").GetRawText()}}}""",
            "policy.json",
            kind
        );
        var request = RequestContext.Create(
            one.GetProperty("principal").GetString()!,
            one.GetProperty("action").GetString()!,
            one.TryGetProperty("resource", out var resource) ? resource.GetString()! : "*",
            CaseFile.Context(one)
        );

        var verdict = kind == PolicyKind.Resource ? ResourcePolicyEvaluator.Evaluate(policy, request) : policy.Evaluate(request);

        Assert.True(one.GetProperty("expect").GetString() == verdict.Decision.ToString(), string.Join('\n', verdict.Explanations));
    }

    [Fact]
    public void A_document_shows_what_it_was_read_from()
    {
        var policy = PolicyReader.Parse(
            """
            {"Version":"2012-10-17","Id":"x","Statement":{"Sid":"One","Effect":"Deny","NotAction":["s3:*"],"NotResource":"arn:aws:s3:::a",
             "Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*",1,true]}}}}
            """,
            "policy.json"
        );

        var statement = Assert.Single(policy.Statements);
        Assert.Equal(("One", PolicyEffect.Deny, 0), (statement.Sid, statement.Effect, statement.Index));
        Assert.Equal(["s3:*"], statement.NotActions);
        Assert.Equal(["arn:aws:s3:::a"], statement.NotResources);
        Assert.Empty(statement.Actions);
        Assert.Empty(statement.Resources);
        var condition = Assert.Single(statement.Conditions);
        Assert.Equal(
            ("ForAnyValue:StringLikeIfExists", "StringLike", ConditionSet.ForAnyValue, true),
            (condition.Operator, condition.BaseOperator, condition.Set, condition.HasIfExists)
        );
        Assert.Equal(["a*", "1", "true"], condition.Values);
    }

    [Fact]
    public void The_former_version_takes_a_variable_for_text()
    {
        const string Statement = """{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}"}""";
        var request = RequestContext.Create(
            "arn:aws:iam::111122223333:user/alice",
            "s3:GetObject",
            "arn:aws:s3:::home/${aws:username}",
            [new("aws:username", ["alice"])]
        );

        var former = PolicyReader.Parse($$"""{"Version":"2008-10-17","Statement":{{Statement}}}""", "former.json", PolicyKind.Identity);
        var versionless = PolicyReader.Parse($$"""{"Statement":{{Statement}}}""", "versionless.json", PolicyKind.Identity);
        var current = PolicyReader.Parse($$"""{"Version":"2012-10-17","Statement":{{Statement}}}""", "current.json", PolicyKind.Identity);

        Assert.True(former.Evaluate(request).IsAllowed);
        Assert.True(versionless.Evaluate(request).IsAllowed);
        Assert.False(current.Evaluate(request).IsAllowed);
    }

    [Fact]
    public void A_statement_about_another_role_names_it_and_the_caller()
    {
        var policy = PolicyReader.Parse(
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/A","444455556666"],
            "Service":"sns.amazonaws.com"},
             "NotAction":"s3:*","NotResource":"arn:aws:sns:*:*:a"}}
            """,
            "topic.json",
            PolicyKind.Resource
        );

        Assert.Equal(
            "statement 1 of topic.json (Allow) does not match: Principal: \"arn:aws:iam::111122223333:role/C\" is not among "
                + "\"444455556666\", \"arn:aws:iam::111122223333:role/A\", \"sns.amazonaws.com\"",
            Assert
                .Single(
                    policy
                        .Evaluate(
                            RequestContext.Create("arn:aws:iam::111122223333:role/C", "sns:Publish", "arn:aws:sns:eu-west-1:111122223333:b")
                        )
                        .Explanations
                )
                .ToString()
        );
        Assert.Equal(
            "statement 1 of topic.json (Allow) does not match: NotAction: \"s3:GetObject\" matches \"s3:*\"; NotResource: "
                + "\"arn:aws:sns:eu-west-1:111122223333:a\" matches \"arn:aws:sns:*:*:a\"",
            Assert
                .Single(
                    policy
                        .Evaluate(
                            RequestContext.Create(
                                "arn:aws:iam::111122223333:role/A",
                                "s3:GetObject",
                                "arn:aws:sns:eu-west-1:111122223333:a"
                            )
                        )
                        .Explanations
                )
                .ToString()
        );
        Assert.Equal(
            "statement 1 of topic.json (Allow) matches: Principal: \"arn:aws:iam::111122223333:role/A\" is among "
                + "\"444455556666\", \"arn:aws:iam::111122223333:role/A\", \"sns.amazonaws.com\"; "
                + "NotAction: \"sns:Publish\" matches none of \"s3:*\"; NotResource: "
                + "\"arn:aws:sns:eu-west-1:111122223333:b\" matches none of \"arn:aws:sns:*:*:a\"",
            Assert
                .Single(
                    policy
                        .Evaluate(
                            RequestContext.Create("arn:aws:iam::111122223333:role/A", "sns:Publish", "arn:aws:sns:eu-west-1:111122223333:b")
                        )
                        .Explanations
                )
                .ToString()
        );
    }

    [Fact]
    public void A_trust_policy_has_no_resource_to_explain()
    {
        var policy = PolicyReader.Parse(
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"states.amazonaws.com"},
            "Action":"sts:AssumeRole"}}
            """,
            "trust.json",
            PolicyKind.Resource
        );

        var verdict = ResourcePolicyEvaluator.Evaluate(
            policy,
            RequestContext.Create("states.amazonaws.com", "sts:AssumeRole", "arn:aws:iam::111122223333:role/restorer")
        );

        Assert.Equal(["Principal", "Action"], Assert.Single(verdict.Explanations).Elements.Select(element => element.Element));
        Assert.Equal("allowed by statement 1 of trust.json", verdict.Reason);
    }

    [Fact]
    public void A_policy_without_principals_is_no_resource_policy()
    {
        var policy = PolicyReader.Parse(
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""",
            "scp.json"
        );

        Assert.Throws<ArgumentException>(() =>
            ResourcePolicyEvaluator.Evaluate(policy, RequestContext.Create("events.amazonaws.com", "sns:Publish"))
        );
    }
}
