using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests the values of the guardrails' placeholders, and which guardrails a configuration asks for.</summary>
public sealed class GuardrailValuesTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["aws:region"] = "eu-central-1",
        ["bedrock-defense:administrators"] = """
            ["arn:aws:iam::*:role/BedrockLoggingAdmin",
             "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_SecurityAdmin_*",
             "arn:aws:iam::222222222222:role/ops/LoggingAdmin"]
            """,
        ["bedrock-defense:regions"] = """["eu-central-1","us-east-1"]""",
        ["bedrock-defense:managementAccount"] = "\"999999999999\"",
        ["bedrock-defense:alerts"] = """
            [{"protocol":"sqs","form":"ocsf","endpoint":"arn:aws:sqs:eu-central-1:333344445555:siem-findings"}]
            """,
        ["bedrock-defense:guardrails"] = """
            {"identityProviders":["arn:aws:iam::*:saml-provider/company",
            "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"]}
            """,
        ["bedrock-defense:invocationLogging"] = """{"bucket":"example-bedrock-logs"}""",
    };

    [Fact]
    public void The_guardrails_are_tested_with_the_values_that_the_settings_give_them() =>
        Assert.Equal(
            JsonSerializer.Deserialize<SortedDictionary<string, List<string>>>(Repository.Case("guardrails/values.json")),
            new SortedDictionary<string, List<string>>(
                GuardrailValues.Of(CheckedSettings.Parse(Settings)).ToDictionary(value => value.Key, value => value.Value.ToList())
            )
        );

    [Fact]
    public void A_reused_trail_is_protected_by_its_own_name() =>
        Assert.Equal(
            ["organization"],
            Values(("trail", """{"reuse":"arn:aws:cloudtrail:eu-central-1:999999999999:trail/organization"}"""))["trailName"]
        );

    [Theory]
    [InlineData(
        "role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_A_*",
        "role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_A_????????????????"
    )]
    [InlineData(
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_*",
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_????????????????"
    )]
    [InlineData(
        "role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_A_*",
        "role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_A_????????????????"
    )]
    [InlineData(
        "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_A_0123456789abcdef",
        "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_A_0123456789abcdef"
    )]
    [InlineData("role/ops/LoggingAdmin", "role/ops/LoggingAdmin")]
    public void A_permission_set_is_exempt_by_its_exact_name(string configured, string exempt) =>
        Assert.Equal([$"arn:aws:iam::*:{exempt}"], Values(("administrators", $"""["arn:aws:iam::*:{configured}"]"""))["administrators"]);

    [Theory]
    [InlineData("false", "allow", "{}")]
    [InlineData("true", "allow", "{}", "deny-unlogged-inference")]
    [InlineData("false", "deny", "{}", "deny-ungoverned-regions")]
    [InlineData("false", "allow", """{"requireMfa":true}""", "require-mfa")]
    [InlineData("false", "allow", """{"denyApiKeys":true}""", "deny-api-keys")]
    [InlineData("false", "allow", """{"protectAccountSettings":true}""", "protect-account-settings")]
    [InlineData("false", "detect", """{"identityProviders":["arn:aws:iam::*:saml-provider/company"]}""", "protect-identity-providers")]
    [InlineData(
        "true",
        "deny",
        """{"requireMfa":true,"denyApiKeys":true,"protectAccountSettings":true}""",
        "deny-api-keys",
        "deny-ungoverned-regions",
        "deny-unlogged-inference",
        "protect-account-settings",
        "require-mfa"
    )]
    public void An_opt_in_is_in_force_only_where_it_is_asked_for(
        string denyUnloggedInference,
        string ungovernedRegions,
        string guardrails,
        params string[] ids
    )
    {
        string[] optIns =
        [
            "deny-api-keys",
            "deny-ungoverned-regions",
            "deny-unlogged-inference",
            "protect-account-settings",
            "protect-identity-providers",
            "protect-invocation-copies",
            "require-mfa",
        ];

        var selected = Ids(
            ("denyUnloggedInference", denyUnloggedInference),
            ("ungovernedRegions", ungovernedRegions),
            ("guardrails", guardrails)
        );

        Assert.Equal(ids, selected.Intersect(optIns));
        Assert.Equal(Guardrail.All.Count - optIns.Length + ids.Length, selected.Count);
    }

    [Fact]
    public void The_default_bus_is_protected_unless_the_settings_let_everybody_change_it()
    {
        Assert.Contains("protect-default-bus", Ids());
        Assert.Contains("protect-default-bus", Ids(("guardrails", """{"allowDefaultBusChanges":false}""")));
        Assert.DoesNotContain("protect-default-bus", Ids(("guardrails", """{"allowDefaultBusChanges":true}""")));
    }

    [Theory]
    [InlineData("finding", false)]
    [InlineData("ocsf", true)]
    public void A_state_machine_may_publish_only_where_it_writes_the_messages_of_a_topic(string form, bool isInForce)
    {
        (string, string) alerts = (
            "alerts",
            $$"""[{"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:999999999999:lake","form":"{{form}}"}]"""
        );

        Assert.Equal(isInForce, Ids(alerts).Contains("protect-alert-publishing"));
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"copies":{"enabled":false}}""", false)]
    [InlineData("""{"copies":{}}""", true)]
    public void What_takes_the_copies_is_protected_where_there_are_copies(string logging, bool isInForce) =>
        Assert.Equal(isInForce, Ids(("invocationLogging", logging)).Contains("protect-invocation-copies"));

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"logGroup":"bedrock-defense-invocations-eu"}""", true)]
    [InlineData("""{"logGroup":"/aws/bedrock"}""", false)]
    [InlineData("""{"create":"role"}""", false)]
    [InlineData("""{"create":false}""", false)]
    public void Only_a_log_group_that_the_stack_creates_and_that_has_its_name_is_kept_from_other_writers(
        string invocationLogging,
        bool isKept
    ) => Assert.Equal(isKept, Ids(("invocationLogging", invocationLogging)).Contains("protect-invocation-records"));

    private static List<string> Ids(params (string Key, string Value)[] changes) =>
        [.. GuardrailSelection.Of(Parse(changes)).Select(guardrail => guardrail.Id)];

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(params (string Key, string Value)[] changes) =>
        GuardrailValues.Of(Parse(changes)).ByName;

    private static DefenseSettings Parse(params (string Key, string Value)[] changes)
    {
        var config = new Dictionary<string, string>(Settings);
        foreach (var (key, value) in changes)
        {
            config[$"bedrock-defense:{key}"] = value;
        }

        return CheckedSettings.Parse(config);
    }
}
