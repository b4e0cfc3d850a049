using BedrockDefense.Scp;

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

        var exception = Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Parse(text, "policy.json", kind));

        Assert.Collection(
            exception.Faults,
            [.. CaseFile.Strings(one.GetProperty("faults")).Select(expected => (Action<Fault>)(fault =>
                Assert.Contains(expected, fault.ToString(), StringComparison.Ordinal)))]);
        Assert.All(exception.Faults, fault => Assert.StartsWith("policy.json:", fault.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(DecisionCases))]
    public void A_document_alone_decides_as_the_case_expects(string name)
    {
        var one = CaseFile.Find(Decisions, name);
        var kind = Enum.Parse<PolicyKind>(one.GetProperty("kind").GetString()!);
        var policy = PolicyDocument.Parse(
            $$"""{"Version":"2012-10-17","Statement":{{one.GetProperty("statements").GetRawText()}}}""", "policy.json", kind);
        var request = RequestContext.Create(
            one.GetProperty("principal").GetString()!,
            one.GetProperty("action").GetString()!,
            one.TryGetProperty("resource", out var resource) ? resource.GetString()! : "*",
            CaseFile.Context(one));

        var verdict = kind == PolicyKind.Resource ? ResourcePolicyEvaluator.Evaluate(policy, request) : policy.Evaluate(request);

        Assert.True(one.GetProperty("expect").GetString() == verdict.Decision.ToString(), string.Join('\n', verdict.Explanations));
    }

    [Fact]
    public void A_document_shows_what_it_was_read_from()
    {
        var policy = PolicyDocument.Parse(
            """
            {"Version":"2012-10-17","Id":"x","Statement":{"Sid":"One","Effect":"Deny","NotAction":["s3:*"],"NotResource":"arn:aws:s3:::a",
             "Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*",1,true]}}}}
            """,
            "policy.json");

        var statement = Assert.Single(policy.Statements);
        Assert.Equal(("One", PolicyEffect.Deny, 0), (statement.Sid, statement.Effect, statement.Index));
        Assert.Equal(["s3:*"], statement.NotActions);
        Assert.Equal(["arn:aws:s3:::a"], statement.NotResources);
        Assert.Empty(statement.Actions);
        Assert.Empty(statement.Resources);
        var condition = Assert.Single(statement.Conditions);
        Assert.Equal(("ForAnyValue:StringLikeIfExists", "StringLike", ConditionSet.ForAnyValue, true), (condition.Operator, condition.BaseOperator, condition.Set, condition.IfExists));
        Assert.Equal(["a*", "1", "true"], condition.Values);
    }

    [Fact]
    public void The_former_version_takes_a_variable_for_text()
    {
        const string Statement = """{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}"}""";
        var request = RequestContext.Create(
            "arn:aws:iam::111122223333:user/alice", "s3:GetObject", "arn:aws:s3:::home/${aws:username}", [new("aws:username", ["alice"])]);

        var former = PolicyDocument.Parse($$"""{"Version":"2008-10-17","Statement":{{Statement}}}""", "former.json", PolicyKind.Identity);
        var versionless = PolicyDocument.Parse($$"""{"Statement":{{Statement}}}""", "versionless.json", PolicyKind.Identity);
        var current = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":{{Statement}}}""", "current.json", PolicyKind.Identity);

        Assert.True(former.Evaluate(request).IsAllowed);
        Assert.True(versionless.Evaluate(request).IsAllowed);
        Assert.False(current.Evaluate(request).IsAllowed);
    }

    [Fact]
    public void A_policy_without_principals_is_no_resource_policy()
    {
        var policy = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "scp.json");

        Assert.Throws<ArgumentException>(() => ResourcePolicyEvaluator.Evaluate(policy, RequestContext.Create("events.amazonaws.com", "sns:Publish")));
    }
}
