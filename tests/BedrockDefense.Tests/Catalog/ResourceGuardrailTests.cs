using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Catalog;

/// <summary>What every guardrail for resources denies and to whom, by the cases of <c>cases/resource-guardrails</c>.</summary>
public sealed class ResourceGuardrailTests
{
    // Only these of the services that resource control policies reach (AWS Organizations User Guide, "Resource control policies").
    private static readonly string[] Reached = ["events:", "kms:", "logs:", "s3:", "sqs:"];

    public static TheoryData<string> Ids => [.. Guardrail.AllOfResources.Select(guardrail => guardrail.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_request_is_denied_by_exactly_the_statements_of_its_case(string id) =>
        Assert.Empty(
            Cases(id)
                .SelectMany(one =>
                    one.Requests.Where(request => !Denying(Document(id), request).SequenceEqual(one.DeniedBy))
                        .Select(request => $"{one.Name}: {request.Principal} {request.Action} {request.Resource}")
                )
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_change_of_a_statement_is_noticed_by_a_named_case(string id)
    {
        var mutations = Statements(id)
            .SelectMany(statement =>
                GuardrailMutation.Of(statement).Select(one => (Sid: statement["Sid"]!.GetValue<string>(), Mutation: one))
            )
            .ToList();

        Assert.NotEmpty(mutations);
        Assert.Equal([], mutations.Where(one => !IsNoticed(id, one.Sid, one.Mutation)).Select(one => $"{one.Sid}: {one.Mutation.What}"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_action_is_of_a_service_that_such_policies_reach_and_the_policy_fits(string id)
    {
        Assert.All(
            Document(id).Statements.SelectMany(statement => statement.Actions),
            action => Assert.Contains(Reached, service => action.StartsWith(service, StringComparison.Ordinal))
        );
        Assert.Empty(ScpLimits.ResourceControl.FindFaults(id, Content(id), ""));
    }

    [Fact]
    public void A_service_linked_role_is_not_restricted() =>
        Assert.True(
            RcpEvaluator
                .Evaluate(
                    [
                        new ScpLevel(
                            "root",
                            [
                                PolicyReader.Parse(
                                    """
                                    {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}
                                    """,
                                    "all",
                                    PolicyKind.ResourceControl
                                ),
                            ]
                        ),
                    ],
                    RequestContext.Create(
                        "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
                        "s3:PutObject",
                        "arn:aws:s3:::logs/1"
                    )
                )
                .IsAllowed
        );

    private static bool IsNoticed(string id, string sid, GuardrailMutation mutation)
    {
        var changed = mutation.Statement is null
            ? null
            : PolicyReader.Parse(
                new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(mutation.Statement.DeepClone()) }.ToJsonString(),
                id,
                PolicyKind.ResourceControl
            );
        return Cases(id)
            .Any(one =>
                one.Requests.Any(request => (changed is not null && Denying(changed, request).Any()) != one.DeniedBy.Contains(sid))
            );
    }

    private static IReadOnlyList<GuardrailCase> Cases(string id) => GuardrailCases.Of(id, "resource-guardrails");

    private static IEnumerable<string> Denying(PolicyDocument policy, RequestContext request) =>
        RcpEvaluator
            .Evaluate([new ScpLevel("root", [policy])], request)
            .Explanations.Where(one => one.IsMatch)
            .Select(one => one.Statement.Sid!);

    private static IEnumerable<JsonObject> Statements(string id) =>
        JsonNode.Parse(Content(id))!["Statement"]!.AsArray().Select(statement => statement!.AsObject());

    private static PolicyDocument Document(string id) => PolicyReader.Parse(Content(id), id, PolicyKind.ResourceControl);

    private static string Content(string id) =>
        Guardrail.AllOfResources.Single(guardrail => guardrail.Id == id).Fill(GuardrailCases.Values);
}
