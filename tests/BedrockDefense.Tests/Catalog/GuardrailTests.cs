using System.IO.Enumeration;
using System.Text.Json.Nodes;
using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Tests.Catalog;

/// <summary>Tests what every guardrail denies and to whom, with the cases of <c>cases/guardrails</c>.</summary>
public sealed class GuardrailTests
{
    private static readonly IReadOnlyList<PolicyDocument> PermanentGuardrails = GuardrailCases.PoliciesWith(null);

    public static TheoryData<string> Ids => [.. GuardrailCases.Ids];

    public static TheoryData<string> Exemptions => [.. GuardrailCases.Exemptions.Select(exemption => exemption.Sid)];

    public static TheoryData<string> DayToDay => [.. GuardrailCases.DayToDay.Select(one => one.Name)];

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var (id, name) in GuardrailCases.Ids.SelectMany(id => GuardrailCases.Of(id).Select(one => (id, one.Name))))
        {
            data.Add(id, name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_request_is_denied_by_exactly_the_statements_of_its_case(string id, string name)
    {
        var one = GuardrailCases.Of(id).Single(candidate => candidate.Name == name);
        var policies = GuardrailCases.PoliciesWith(id);

        Assert.All(one.Requests, request => Assert.Equal(one.DeniedBy, GuardrailCases.DenyingSids(policies, request)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_statement_denies_something_that_no_other_does_and_every_guardrail_leaves_something_alone(string id)
    {
        var cases = GuardrailCases.Of(id);

        Assert.All(
            GuardrailCases.Statements(id),
            statement => Assert.Contains(cases, one => one.DeniedBy is [var sid] && sid == statement["Sid"]!.GetValue<string>())
        );
        Assert.Contains(cases, one => one.DeniedBy is []);
        Assert.Equal(cases.Count, cases.DistinctBy(one => one.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void An_exemption_holds_for_whom_it_names_and_for_nobody_who_looks_alike(string sid)
    {
        var exemption = GuardrailCases.Exemptions.Single(one => one.Sid == sid);
        var policies = GuardrailCases.Ids.SelectMany(GuardrailCases.PoliciesWith).DistinctBy(policy => policy.Name).ToList();

        Assert.All(exemption.Exempt, request => Assert.DoesNotContain(sid, GuardrailCases.DenyingSids(policies, request)));
        Assert.All(exemption.Impostors, one => Assert.Contains(sid, GuardrailCases.DenyingSids(policies, one.Request)));
    }

    [Fact]
    public void Every_statement_with_an_exemption_is_tried_by_the_impostors() =>
        Assert.Equal(
            GuardrailCases
                .Ids.SelectMany(GuardrailCases.Statements)
                .Where(statement => statement["Condition"]?["ArnNotLike"]?["aws:PrincipalArn"] is not null)
                .Select(statement => statement["Sid"]!.GetValue<string>())
                .Order(),
            GuardrailCases.Exemptions.Select(exemption => exemption.Sid).Order()
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void Whoever_an_exemption_names_is_a_role_that_only_StackSets_creates_changes_or_passes(string id)
    {
        var protectedRoles = GuardrailCases.Statements("protect-exempt-roles").Single()["Resource"]!
            .AsArray()
            .Select(role => role!.GetValue<string>());
        var exempt = GuardrailCases
            .Statements(id)
            .SelectMany(statement =>
                statement["Condition"]?["ArnNotLike"]?["aws:PrincipalArn"] switch
                {
                    JsonArray list => list.Select(one => one!.GetValue<string>()),
                    { } one => [one.GetValue<string>()],
                    null => [],
                }
            );

        // The path of single sign-on belongs to AWS: IAM lets nobody else create a role under aws-reserved. Bedrock's delivery role is
        // passed to Bedrock with every configuration, and administrators may change it (protect-log-sinks). They may also change the roles
        // of the canary and of the maintenance window, which trust only schedules of groups that nobody else can add to
        // (protect-alert-path), the role of the state machine that writes OCSF, which trusts only that state machine
        // (protect-alert-publishing), and the roles of the copies, which trust only Firehose and CloudWatch Logs (protect-invocation-
        // copies).
        List<string> patterns =
        [
            .. protectedRoles,
            "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*",
            .. ((string[])["alert-ocsf", "canary", "copies", "copies-intake", "invocations", "maintenance"]).Select(name =>
                $"arn:aws:iam::*:role/bedrock-defense-{name}"
            ),
        ];
        Assert.All(
            exempt,
            one =>
                Assert.Contains(
                    patterns,
                    pattern => pattern == one || FileSystemName.MatchesSimpleExpression(pattern, one, ignoreCase: false)
                )
        );
    }

    [Theory]
    [MemberData(nameof(DayToDay))]
    public void A_platform_team_notices_nothing_but_an_opt_in_that_is_about_it(string name)
    {
        var (_, request, deniedWith) = GuardrailCases.DayToDay.Single(one => one.Name == name);

        Assert.Empty(GuardrailCases.DenyingSids(PermanentGuardrails, request));
        Assert.Equal(
            deniedWith is null ? [] : [deniedWith],
            GuardrailCases.Ids.Where(id => GuardrailCases.DenyingSids(GuardrailCases.PoliciesWith(id), request) is not [])
        );
    }

    [Fact]
    public void The_guardrails_that_are_always_in_force_would_fit_into_two_policies_and_each_into_one_of_half_the_size()
    {
        var sizes = PermanentGuardrails.Select(policy => PolicyDocumentSize.Count(GuardrailCases.Content(policy.Name))).ToList();

        Assert.InRange(sizes.Sum(), 1, 2 * new ScpLimits().Characters);
        Assert.All(sizes, size => Assert.InRange(size, 1, ScpLimits.BeforeMay2026.Characters));
    }
}
