using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Packing;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Scp;

public sealed class ScpExclusionTests
{
    private static readonly ScpExclusion Exclusion = new(["444455556666"], ["ou-exam-sandbox1"]);

    [Theory]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-workload/", false)]
    [InlineData("444455556666", "o-exampleorg/r-exam/ou-exam-workload/", true)]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-sandbox1/", true)]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-sandbox1/ou-exam-below111/", true)]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-above111/ou-exam-sandbox1/", true)]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-sandbox11/", false)]
    [InlineData("111122223333", "o-exampleorg/r-exam/xou-exam-sandbox1/", false)]
    [InlineData("111122223333", null, false)]
    public void Only_the_excluded_accounts_and_all_below_the_excluded_units_are_left_alone(string account, string? path, bool allowed)
    {
        var keys = new Dictionary<string, IReadOnlyList<string>>();
        if (path is not null)
        {
            keys["aws:PrincipalOrgPaths"] = [path];
        }

        Assert.Equal(allowed, Decide("""{"Sid":"A","Effect":"Deny","Action":"s3:*","Resource":"*"}""", account, keys));
    }

    [Theory]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-workload/", false)]
    [InlineData("444455556666", "o-exampleorg/r-exam/ou-exam-workload/", true)]
    [InlineData("111122223333", "o-exampleorg/r-exam/ou-exam-sandbox1/", true)]
    public void Of_resources_whose_they_are_counts_and_not_who_calls(string owner, string path, bool allowed)
    {
        var statement = JsonNode.Parse("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""")!.AsObject();
        Exclusion.ForResources().Narrow(statement);
        var policy = PolicyReader.Parse(
            $$"""{"Version":"2012-10-17","Statement":[{{statement.ToJsonString()}}]}""",
            "policy",
            PolicyKind.ResourceControl
        );
        var keys = new Dictionary<string, IReadOnlyList<string>>
        {
            ["aws:PrincipalOrgPaths"] = ["o-exampleorg/r-exam/ou-exam-sandbox1/"],
            ["aws:ResourceAccount"] = [owner],
            ["aws:ResourceOrgPaths"] = [path],
        };

        Assert.Equal(
            allowed,
            RcpEvaluator
                .Evaluate(
                    [new ScpLevel("root", [policy])],
                    RequestContext.Create("arn:aws:iam::444455556666:role/R", "s3:GetObject", "arn:aws:s3:::b/k", keys)
                )
                .IsAllowed
        );
    }

    [Fact]
    public void The_conditions_of_the_statement_stay()
    {
        const string statement = """
            {"Sid":"A","Effect":"Deny","Action":"s3:*","Resource":"*",
            "Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-central-1"}}}
            """;

        Assert.True(Decide(statement, "111122223333", new() { ["aws:RequestedRegion"] = ["eu-central-1"] }));
        Assert.False(Decide(statement, "111122223333", new() { ["aws:RequestedRegion"] = ["us-east-1"] }));
        Assert.True(Decide(statement, "444455556666", new() { ["aws:RequestedRegion"] = ["us-east-1"] }));
    }

    [Fact]
    public void Nobody_excluded_changes_nothing()
    {
        var statement = JsonNode.Parse("""{"Sid":"A","Effect":"Deny","Action":"s3:*","Resource":"*"}""")!.AsObject();
        ScpExclusion.None.Narrow(statement);
        Assert.False(statement.ContainsKey("Condition"));
    }

    private static bool Decide(string json, string account, Dictionary<string, IReadOnlyList<string>> keys)
    {
        var statement = JsonNode.Parse(json)!.AsObject();
        Exclusion.Narrow(statement);
        var policy = PolicyReader.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement.ToJsonString()}}]}""", "policy");
        return ScpEvaluator
            .Evaluate(
                [new ScpLevel("root", [PolicyDocument.FullAwsAccess, policy])],
                RequestContext.Create($"arn:aws:iam::{account}:role/R", "s3:GetObject", "arn:aws:s3:::b/k", keys)
            )
            .IsAllowed;
    }
}
