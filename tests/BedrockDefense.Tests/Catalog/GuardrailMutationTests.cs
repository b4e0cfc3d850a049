using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;
using BedrockDefense.Scp.Reading;

namespace BedrockDefense.Tests.Catalog;

/// <summary>For every part that is removed from a guardrail, and every exemption that is widened, a named case fails.</summary>
public sealed class GuardrailMutationTests
{
    public static TheoryData<string> Ids => [.. GuardrailCases.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_change_of_a_statement_is_noticed_by_a_named_case(string id)
    {
        List<(string Sid, GuardrailMutation Mutation)> mutations =
        [
            .. GuardrailCases
                .Statements(id)
                .SelectMany(statement => GuardrailMutation.Of(statement).Select(one => (statement["Sid"]!.GetValue<string>(), one))),
        ];

        var cases = GuardrailCases.Of(id);
        Assert.NotEmpty(mutations);
        Assert.Equal(
            "",
            string.Join(
                '\n',
                mutations.Where(one => NoticedBy(cases, id, one.Sid, one.Mutation) is null).Select(one => $"{one.Sid}: {one.Mutation.What}")
            )
        );
    }

    /// <summary>Finds the first case whose answer differs for the changed statement.</summary>
    private static string? NoticedBy(IReadOnlyList<GuardrailCase> cases, string id, string sid, GuardrailMutation mutation)
    {
        PolicyDocument? changed = null;
        if (mutation.Statement is not null)
        {
            var document = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(mutation.Statement.DeepClone()) };
            changed = PolicyReader.Parse(document.ToJsonString(), id);
        }

        bool Denies(RequestContext request) => changed is not null && GuardrailCases.DenyingSids([changed], request) is not [];

        var exemption = GuardrailCases.Exemptions.SingleOrDefault(one => one.Sid == sid);
        return cases.FirstOrDefault(one => one.Requests.Any(request => Denies(request) != one.DeniedBy.Contains(sid)))?.Name
            ?? exemption?.Impostors.FirstOrDefault(one => !Denies(one.Request)).Name
            ?? exemption?.Exempt.FirstOrDefault(Denies)?.Principal
            ?? GuardrailCases.DayToDay.FirstOrDefault(one => Denies(one.Request) && one.DeniedWith != id).Name;
    }
}
