using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Scp.Documents;
using Pulumi.Aws.Organizations;
using Pulumi.Aws.Organizations.Outputs;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Checks, already in a preview, whether an organization is ready for the stack. It names each missing prerequisite with the command that
/// adds it. Without this check a deployment would fail half-way.
/// </summary>
internal static class Preflight
{
    /// <summary>The service principal of organization trails.</summary>
    public const string TrailService = "cloudtrail.amazonaws.com";

    /// <summary>
    /// The service principal of service-managed stack sets (AWS Organizations User Guide, "AWS CloudFormation StackSets and AWS
    /// Organizations").
    /// </summary>
    public const string StackSetsService = "member.org.stacksets.cloudformation.amazonaws.com";

    /// <summary>Writes a paragraph with a line for everything that is missing; null when nothing is missing.</summary>
    /// <param name="organization">The answer of AWS Organizations.</param>
    /// <param name="caller">The account of the credentials in use; null when AWS did not answer, which is reported separately.</param>
    /// <param name="settings">The settings of the deployment.</param>
    public static string? Judge(GetOrganizationResult organization, string? caller, DefenseSettings settings)
    {
        List<string> gaps = [.. Gaps(organization, caller, settings)];
        return gaps.Count == 0
            ? null
            : $"The organization {organization.Id} is not ready ({gaps.Count} {(gaps.Count == 1 ? "gap" : "gaps")}; "
                + "bedrock-defense:skipPreflight deploys all the same):\n"
                + string.Join('\n', gaps.Select(gap => $"  - {gap}"));
    }

    private static IEnumerable<string> Gaps(GetOrganizationResult organization, string? caller, DefenseSettings settings)
    {
        var management = organization.MasterAccountId;
        if (caller is not null && caller != management)
        {
            // AWS does not tell another account the organization's services, roots and accounts. So nothing else can be judged.
            return
            [
                $"the credentials are of account {caller}, but {management} is the management account; use its credentials, "
                    + "and see whose they are with: aws sts get-caller-identity",
            ];
        }

        return
        [
            .. Missing(
                organization.FeatureSet != "ALL",
                "the organization has consolidated billing only, and no policies",
                "aws organizations enable-all-features"
            ),
            .. Missing(
                !organization.Roots.Any(root => Has(root, OrganizationPolicyType.ServiceControl)),
                "service control policies are not enabled at the root",
                "aws organizations enable-policy-type --policy-type SERVICE_CONTROL_POLICY --root-id "
                    + $"{organization.Roots.FirstOrDefault()?.Id ?? "r-…"}"
            ),
            .. Missing(
                settings.ResourcePolicies && !organization.Roots.Any(root => Has(root, OrganizationPolicyType.ResourceControl)),
                "guardrails.resourcePolicies: resource control policies are not enabled at the root",
                "aws organizations enable-policy-type --policy-type RESOURCE_CONTROL_POLICY --root-id "
                    + $"{organization.Roots.FirstOrDefault()?.Id ?? "r-…"}"
            ),
            .. Missing(
                !organization.AwsServiceAccessPrincipals.Contains(TrailService),
                "CloudTrail has no trusted access, without which there is no organization trail",
                $"aws organizations enable-aws-service-access --service-principal {TrailService}"
            ),
            .. Missing(
                !organization.AwsServiceAccessPrincipals.Contains(StackSetsService),
                "CloudFormation StackSets have no trusted access, without which no member account is covered",
                $"aws cloudformation activate-organizations-access --region {settings.HomeRegion.Code}"
            ),
            .. Missing(
                settings.ManagementAccountId is { } told
                    && told != management
                    && settings.Trail.ReuseArn is null
                    && settings.Auditor is null,
                settings.Alerts.FirstOrDefault(alert => alert.Owner == settings.ManagementAccountId) is { Endpoint: { } endpoint }
                    ? $"alerts: {endpoint} is in account {settings.ManagementAccountId}, and the topics are in the management "
                        + $"account {management}, which has to let its owner subscribe it"
                    : $"managementAccount: {settings.ManagementAccountId} is not the management account",
                $"pulumi config set bedrock-defense:managementAccount {management}"
            ),
            .. Missing(
                settings.Auditor is { } auditor && auditor.Split(':')[4] != management,
                $"verification.auditor: {settings.Auditor} is no role of the management account {management}, where verify runs; "
                    + "choose one of",
                "aws iam list-roles --query \"Roles[].Arn\""
            ),
            .. settings.Alerts.SelectMany(alert =>
                Missing(
                    settings.SecurityAccount is null && alert.Connection is { } connection && connection.Account != management,
                    $"{alert.Key}: the connection {alert.Connection?.Arn} is not of the management account {management}, where the "
                        + "alerts are; find the connections there with",
                    $"aws events list-connections --region {settings.HomeRegion.Code} --name-prefix {Names.Product}-"
                )
            ),
            .. Account("securityAccount", settings.SecurityAccount, organization),
            .. Account("logArchiveAccount", settings.LogArchiveAccount, organization),
            .. Missing(
                settings.Trail.ReuseArn is { } arn && arn.Split(':')[4] != management,
                $"the trail {settings.Trail.ReuseArn} is not the management account's, which owns every organization trail; find it with",
                $"aws cloudtrail describe-trails --region {settings.HomeRegion.Code} --query \"trailList[?IsOrganizationTrail].TrailARN\""
            ),
        ];
    }

    private static bool Has(GetOrganizationRootResult root, OrganizationPolicyType type) =>
        root.PolicyTypes.Any(policy => policy.Type == type.Name && policy.Status == "ENABLED");

    private static IEnumerable<string> Account(string setting, AccountSettings? account, GetOrganizationResult organization)
    {
        if (account is null)
        {
            return [];
        }

        if (account.Id == organization.MasterAccountId)
        {
            return
            [
                $"{setting}: {account.Id} is the management account, which it is by default; leave the setting out: pulumi "
                    + $"config rm bedrock-defense:{setting}",
            ];
        }

        var found = organization.Accounts.FirstOrDefault(member => member.Id == account.Id);
        return
        [
            .. Missing(
                found is null,
                $"{setting}: account {account.Id} is no member of the organization",
                $"aws organizations invite-account-to-organization --target Id={account.Id},Type=ACCOUNT"
            ),
            .. Missing(
                found is not null && !IsActive(found),
                $"{setting}: account {account.Id} is not active but {(found is null ? "" : State(found))}; write one that "
                    + "is, such as one of",
                "aws organizations list-accounts --query \"Accounts[?State=='ACTIVE'].Id\""
            ),
        ];
    }

    /// <summary>Whether an account is active.</summary>
    public static bool IsActive(GetOrganizationAccountResult account) => State(account) == "ACTIVE";

    // The field State replaces Status, which AWS announced to remove in September 2026 (AWS Organizations API Reference, "Account").
    private static string State(GetOrganizationAccountResult account) =>
        string.IsNullOrEmpty(account.State) ? account.Status : account.State;

    private static IEnumerable<string> Missing(bool isMissing, string gap, string command) => isMissing ? [$"{gap}: {command}"] : [];
}
