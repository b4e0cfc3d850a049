using BedrockDefense.Athena;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Infra.Watching;

namespace BedrockDefense.Infra.Access;

/// <summary>
/// The permissions for <c>pulumi up</c>, <c>refresh</c> and <c>destroy</c>, and those for <c>bedrock-defense verify</c> and
/// <c>prove</c>: the documents <c>policies/access/deployer-*.json</c>, <c>verifier-*.json</c> and <c>prover-*.json</c>, filled with the
/// names of a configuration. They allow what a setting can turn off even when it is off, since turning it off deletes resources.
/// Outside this stack's own names they allow only what the settings name, or what <c>prove</c> attacks.
/// </summary>
internal static class DeploymentPolicies
{
    // The only document of a verifier that allows more than reading settings. It is for whoever asks for it by an option.
    private const string HeartbeatDocument = "verifier-heartbeats";

    /// <summary>Makes the policies for whoever deploys, for some duties in one account.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="duties">The duties.</param>
    /// <param name="accountId">The account's id; null where it is unknown. The ARNs then leave it open.</param>
    public static IReadOnlyList<DeploymentPolicy> Of(DefenseSettings settings, IEnumerable<DeploymentDuty> duties, string? accountId) =>
        Fill(settings, duties, accountId, duty => Documents(duty, settings));

    /// <summary>
    /// Makes the policies for whoever verifies, for some duties in one account. They only read, but for the one with which Athena reads the
    /// trail and writes its result.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="duties">The duties.</param>
    /// <param name="accountId">The account's id; null where it is unknown. The ARNs then leave it open.</param>
    public static IReadOnlyList<DeploymentPolicy> ForVerifying(
        DefenseSettings settings,
        IEnumerable<DeploymentDuty> duties,
        string? accountId
    ) => Fill(settings, duties, accountId, duty => VerifierDocuments(duty, settings));

    /// <summary>
    /// Makes the policies for whoever proves, for some duties in one account. They change only the queue that receives alerts, and in the
    /// sandbox what puts back what an attack changed.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="duties">The duties.</param>
    /// <param name="accountId">The account's id; null where it is unknown. The ARNs then leave it open.</param>
    public static IReadOnlyList<DeploymentPolicy> ForProving(
        DefenseSettings settings,
        IEnumerable<DeploymentDuty> duties,
        string? accountId
    ) => Fill(settings, duties, accountId, ProverDocuments, readsInvocations: true);

    private static List<DeploymentPolicy> Fill(
        DefenseSettings settings,
        IEnumerable<DeploymentDuty> duties,
        string? accountId,
        Func<DeploymentDuty, IEnumerable<string>> documents,
        bool readsInvocations = false
    )
    {
        var values = Values(settings, accountId ?? "*");
        if (readsInvocations)
        {
            // Accounts with destinations of their own are attacked too.
            values[Placeholder.InvocationLogGroup] = settings.InvocationLogging.LogGroups;
            values[Placeholder.InvocationBucket] = settings.InvocationLogging.Buckets;
        }

        return
        [
            .. duties.SelectMany(duty =>
                documents(duty)
                    .Select(document => new DeploymentPolicy(
                        $"{Names.Product}-{document}",
                        duty,
                        PolicyTemplate.Load($"access/{document}.json").FillFrom(values)
                    ))
            ),
        ];
    }

    private static IEnumerable<string> Documents(DeploymentDuty duty, DefenseSettings settings) =>
        duty switch
        {
            DeploymentDuty.Management =>
            [
                "deployer-management",
                "deployer-management-restorer",
                "deployer-management-copies",
                .. DocumentsIf(settings.Trail.ReuseArn is null, "deployer-management-trail"),
                .. DocumentsIf(settings.InvocationLogging.S3 != InvocationsInS3.None, "deployer-management-bucket"),
                .. DocumentsIf(settings.DeploymentRoles.Any(), "deployer-management-accounts"),
            ],
            DeploymentDuty.Security =>
            [
                "deployer-security",
                "deployer-security-machines",
                .. DocumentsIf(SubscriptionRoles(settings).Any(), "deployer-security-firehose"),
            ],
            _ => ["deployer-log-archive", "deployer-log-archive-copies"],
        };

    private static IEnumerable<string> VerifierDocuments(DeploymentDuty duty, DefenseSettings settings) =>
        duty switch
        {
            DeploymentDuty.Management =>
            [
                "verifier-management",
                .. DocumentsIf(settings.DeploymentRoles.Any(), "verifier-management-accounts"),
                .. DocumentsIf(settings.Auditor is not null, "verifier-management-deep"),
                .. DocumentsIf(settings.InvocationLogging.Copies is not null, "verifier-management-copies"),
                .. DocumentsIf(!settings.Tags.IsEmpty, "verifier-management-tags"),
            ],
            DeploymentDuty.Security => ["verifier-security", .. DocumentsIf(!settings.Tags.IsEmpty, "verifier-security-tags")],
            _ =>
            [
                "verifier-log-archive",
                .. DocumentsIf(settings.InvocationLogging.Copies is not null, "verifier-log-archive-copies"),
                .. DocumentsIf(!settings.Tags.IsEmpty, "verifier-log-archive-tags"),
                .. DocumentsIf(!settings.Tags.IsEmpty && settings.InvocationLogging.Copies is not null, "verifier-log-archive-copies-tags"),
                .. DocumentsIf(HeartbeatQuery.ReasonAgainst(settings) is null, HeartbeatDocument),
            ],
        };

    private static IEnumerable<string> ProverDocuments(DeploymentDuty duty) =>
        duty switch
        {
            DeploymentDuty.Management => ["prover-management"],
            DeploymentDuty.Security => ["prover-security"],
            DeploymentDuty.Sandbox => ["prover-sandbox"],
            _ => [],
        };

    private static IEnumerable<string> DocumentsIf(bool wanted, string document) => wanted ? [document] : [];

    private static PlaceholderValues Values(DefenseSettings settings, string accountId)
    {
        var (partition, region) = (settings.HomeRegion.Partition, settings.HomeRegion.Code);
        return new()
        {
            [Placeholder.AccountId] = [accountId],
            [Placeholder.CopiedLogGroups] = settings.InvocationLogging.LogGroups,
            [Placeholder.Database] = [AthenaScope.DefaultDatabase],
            [Placeholder.DeploymentRoles] = [.. settings.DeploymentRoles],
            [Placeholder.DnsSuffix] = [AwsPartition.Find(partition).DnsSuffix],
            [Placeholder.ForwarderName] = [Names.Forwarder],
            [Placeholder.InvocationBucket] = [settings.InvocationLogging.Bucket],
            [Placeholder.InvocationLogGroup] = [settings.InvocationLogging.LogGroup],
            [Placeholder.InvocationRole] = [settings.InvocationLogging.Role],
            [Placeholder.LogArchiveAccountId] = [settings.ArchiveAccountId ?? "*"],
            [Placeholder.Partition] = [partition],
            [Placeholder.Product] = [Names.Product],
            [Placeholder.Region] = [region],
            [Placeholder.RestorerName] = [Names.Restorer],
            [Placeholder.SubscriptionRoles] = [.. SubscriptionRoles(settings)],
            [Placeholder.TrailArn] = [settings.Trail.ReuseArn ?? $"arn:{partition}:cloudtrail:{region}:{accountId}:trail/{Names.Product}"],
        };
    }

    // The owner of an endpoint in another account subscribes it and passes the role, so only roles of this account count. SNS allows few
    // endpoints of one account, so the policy never becomes too long.
    private static IEnumerable<string> SubscriptionRoles(DefenseSettings settings) =>
        settings.Alerts.Except(settings.SubscribedByOwners).Select(alert => alert.RoleArn).OfType<string>().Distinct();
}
