using System.Text.Json.Nodes;

namespace BedrockDefense.Docs;

/// <summary>Tells whom a statement of a guardrail exempts by its condition.</summary>
internal static class Exemptions
{
    private const string RoleArnPrefix = "arn:%partition%:iam::*:role/";

    // A key with this prefix is about the caller. Other keys are about the resource.
    private const string PrincipalKeyPrefix = "aws:Principal";

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["ArnNotLike aws:PrincipalArn %administrators%"] = ["administrators"],
        ["ArnNotLike aws:PrincipalArn %exemptRoles%"] = ["administrators", "StackSets", "the deployment's roles in other accounts"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}stacksets-exec-*"] = ["StackSets"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%restorerRoles%"] = ["the restorer"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%invocationRoles%"] = ["the delivery role"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%forwarderName%-*"] = ["the forwarders"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%product%-alert-ocsf"] = ["the state machine that writes OCSF"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%product%-canary"] = ["the canary"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%product%-copies"] = ["the stream of the copies"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%product%-copies-intake"] = ["CloudWatch Logs"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}%product%-maintenance"] = ["the announcer of maintenance windows"],
        [$"ArnNotLike aws:PrincipalArn {RoleArnPrefix}aws-reserved/sso.amazonaws.com/*"] = ["single sign-on roles"],
        ["StringNotLike aws:PrincipalAccount %foreignAccountIds%"] = ["the accounts of those endpoints"],
        ["StringNotEquals aws:PrincipalOrgID ${aws:ResourceOrgID}"] = ["principals of the organization"],
        ["BoolIfExists aws:PrincipalIsAWSService false"] = ["AWS services"],
    };

    /// <summary>Returns the callers that the statement exempts, or "nobody".</summary>
    public static string Of(JsonObject statement)
    {
        var exempt = (
            from test in statement["Condition"]?.AsObject() ?? []
            from key in test.Value!.AsObject()
            where key.Key.StartsWith(PrincipalKeyPrefix, StringComparison.Ordinal)
            from value in key.Value is JsonArray values ? values.Select(one => one!.GetValue<string>()) : [key.Value!.GetValue<string>()]
            let asked = $"{test.Key} {key.Key} {value}"
            from words in Words.GetValueOrDefault(asked)
                ?? throw new InvalidOperationException($"{nameof(Exemptions)} has no words for \"{asked}\" of {statement["Sid"]}")
            select words
        )
            .Distinct()
            .ToList();
        return exempt.Count == 0 ? "nobody" : Markdown.JoinWords(exempt, "and");
    }
}
