using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Docs;

/// <summary>A change of the sample's settings that may turn a guardrail on or off.</summary>
/// <param name="Words">The change in the words of the guardrail's documentation.</param>
/// <param name="Settings">The sample's settings with the change.</param>
internal sealed record GuardrailSwitch(string Words, DefenseSettings Settings)
{
    private const string Prefix = "bedrock-defense:";

    // This list does not say which change turns which guardrail on or off. The code tries each change and looks.
    private static readonly (string Words, (string Key, string Json)[] Changes)[] Changes =
    [
        ("`denyUnloggedInference: true`", [("denyUnloggedInference", "true")]),
        ("`ungovernedRegions: deny`", [("ungovernedRegions", "deny")]),
        ("`guardrails.allowDefaultBusChanges: true`", [("guardrails", """{"allowDefaultBusChanges":true}""")]),
        ("`guardrails.denyApiKeys: true`", [("guardrails", """{"denyApiKeys":true}""")]),
        ("`guardrails.identityProviders`", [("guardrails", """{"identityProviders":["arn:aws:iam::*:saml-provider/company"]}""")]),
        ("`guardrails.protectAccountSettings: true`", [("guardrails", """{"protectAccountSettings":true}""")]),
        ("`guardrails.requireMfa: true`", [("guardrails", """{"requireMfa":true}""")]),
        ("`guardrails.resourcePolicies: true`", [("guardrails", """{"resourcePolicies":true}""")]),
        ("`invocationLogging.copies`", [("invocationLogging", """{"copies":{}}""")]),
        ("`invocationLogging.create` is `role` or `false`", [("invocationLogging", """{"create":"role"}""")]),
        ("`invocationLogging.logGroup` is a name of your own", [("invocationLogging", """{"logGroup":"/aws/bedrock"}""")]),
        (
            "`form: ocsf` in `alerts`",
            [("alerts", """[{"protocol":"sqs","form":"ocsf","endpoint":"arn:aws:sqs:eu-central-1:999999999999:lake"}]""")]
        ),
        (
            "endpoints of other accounts in `alerts`",
            [
                ("managementAccount", "999999999999"),
                ("alerts", """[{"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:444455556666:siem-findings"}]"""),
            ]
        ),
    ];

    /// <summary>The settings of the sample.</summary>
    public static DefenseSettings Sample { get; } = CheckedSettings.Parse(ConfigFile.Sample());

    /// <summary>All changes.</summary>
    public static IReadOnlyList<GuardrailSwitch> All { get; } =
    [.. Changes.Select(change => new GuardrailSwitch(change.Words, With(change.Changes)))];

    /// <summary>Returns the ids of the guardrails that are in force with these settings.</summary>
    public static IReadOnlySet<string> GuardrailsInForce(DefenseSettings settings) =>
        GuardrailSelection.Of(settings).Concat(GuardrailSelection.OfResources(settings)).Select(guardrail => guardrail.Id).ToHashSet();

    private static DefenseSettings With((string Key, string Json)[] changes)
    {
        var config = ConfigFile.Sample();
        foreach (var (key, json) in changes)
        {
            config[Prefix + key] = json;
        }

        return CheckedSettings.Parse(config);
    }
}
