using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// Everything a deployment can be told, checked and complete: no part of the program reads configuration
/// but <see cref="SettingsReader"/>, and none has to check a value again.
/// </summary>
public sealed record DefenseSettings
{
    /// <summary>The Region the program deploys to (<c>aws:region</c>): trail, central bus, topics and detections live here.</summary>
    public required AwsRegion HomeRegion { get; init; }

    /// <summary>
    /// ARN patterns of the roles that may change the logging configuration, each with its full path; <c>*</c> stands for
    /// any account or, in an SSO role's name, for its Region path and suffix. Never empty.
    /// </summary>
    public required Administrators Administrators { get; init; }

    /// <summary>The governed Regions: those whose events are forwarded to the central bus. Holds the home Region.</summary>
    public required ImmutableArray<AwsRegion> Regions { get; init; }

    /// <summary>The management account's id, so far as the settings tell it; null where they do not.</summary>
    public required string? ManagementAccountId { get; init; }

    /// <summary>
    /// The account of the central bus, the detections and the topics; null for the management account.
    /// </summary>
    public required AccountSettings? SecurityAccount { get; init; }

    /// <summary>The account of the trail's bucket and key; null for the security account.</summary>
    public required AccountSettings? LogArchiveAccount { get; init; }

    /// <summary>The ARNs of the roles that the program assumes in other accounts than the management account.</summary>
    public IEnumerable<string> DeploymentRoles =>
        new[] { SecurityAccount, LogArchiveAccount }.OfType<AccountSettings>().Select(account => account.RoleArn);

    /// <summary>Whether to deploy without asking first whether the organization is ready (false unless asked for).</summary>
    public required bool SkipPreflight { get; init; }

    /// <summary>
    /// Whether a deployment ends with an error when some member's account and Region is not covered
    /// (<c>requireFullCoverage</c>; otherwise a warning).
    /// </summary>
    public required bool RequireFullCoverage { get; init; }

    /// <summary>Which accounts the StackSets go to.</summary>
    public required StackSetSettings StackSets { get; init; }

    /// <summary>Where the guardrails are attached: ids of the root, of OUs or of accounts; empty means audit (attached nowhere).</summary>
    public required ImmutableArray<string> GuardrailTargets { get; init; }

    /// <summary>What the guardrails leave alone below their targets: ids of OUs, with all below them, or of accounts.</summary>
    public required ImmutableArray<string> GuardrailExclusions { get; init; }

    /// <summary>
    /// Whether the guardrails also deny the inference that invocation logging does not record and that IAM tells from what it
    /// does: the <c>bedrock-mantle</c> endpoint and batch jobs (<c>denyUnloggedInference</c>; false unless asked for). Asynchronous
    /// and bidirectional invocation are not recorded either, and are <c>bedrock:InvokeModel</c> to IAM (Amazon Bedrock API
    /// Reference, "StartAsyncInvoke").
    /// </summary>
    public required bool DenyUnloggedInference { get; init; }

    /// <summary>
    /// Whether the guardrails also deny administrators who are no single sign-on roles what they may do without
    /// multi-factor authentication (<c>guardrails.requireMfa</c>; false unless asked for).
    /// </summary>
    public required bool RequireMfa { get; init; }

    /// <summary>
    /// ARNs of SAML and OpenID Connect providers in the member accounts that the guardrails let nobody but administrators change
    /// (<c>guardrails.identityProviders</c>); <c>*</c> stands for any account. Empty unless asked for.
    /// </summary>
    public ImmutableArray<string> IdentityProviders { get; init; } = [];

    /// <summary>
    /// Whether resource control policies keep principals outside the organization from its log buckets, queues and keys
    /// (<c>guardrails.resourcePolicies</c>; false unless asked for).
    /// </summary>
    public bool ResourcePolicies { get; init; }

    /// <summary>
    /// Whether everybody may change the default event buses (<c>guardrails.allowDefaultBusChanges</c>; false unless asked for).
    /// A customer managed key on one encrypts every rule's pattern, so that whoever disables the key blinds the forwarders and
    /// the restorer (Amazon EventBridge User Guide, "Encrypting EventBridge event buses with AWS KMS keys").
    /// </summary>
    public bool AllowDefaultBusChanges { get; init; }

    /// <summary>
    /// Whether the guardrails also deny calls with Bedrock API keys (<c>guardrails.denyApiKeys</c>; false unless asked for).
    /// </summary>
    public bool DenyApiKeys { get; init; }

    /// <summary>
    /// Whether the guardrails also deny everybody but administrators to change an account's data retention and the guardrails that
    /// Bedrock enforces in it (<c>guardrails.protectAccountSettings</c>; false unless asked for).
    /// </summary>
    public bool ProtectAccountSettings { get; init; }

    /// <summary>What may happen in Regions that are not governed, where nothing is logged or seen (<c>ungovernedRegions</c>).</summary>
    public UngovernedRegions UngovernedRegions { get; init; }

    /// <summary>
    /// The Regions that are not governed and from which Bedrock's events are forwarded all the same: those that every account has,
    /// with <see cref="UngovernedRegions.Detect"/>. Into a Region that some account has not enabled no stack can be deployed.
    /// </summary>
    public IEnumerable<AwsRegion> DetectedRegions =>
        UngovernedRegions == UngovernedRegions.Detect
            ? AwsRegion.All.Where(region => region.Partition == HomeRegion.Partition && !region.IsOptIn && !Regions.Contains(region))
            : [];

    /// <summary>The organization trail to create or to reuse.</summary>
    public required TrailSettings Trail { get; init; }

    /// <summary>Whether and how the trail is searched with Athena.</summary>
    public required HuntingSettings Hunting { get; init; }

    /// <summary>Where the model invocations are logged.</summary>
    public required InvocationLoggingSettings InvocationLogging { get; init; }

    /// <summary>Whether a changed logging configuration comes back.</summary>
    public required RestoreSettings Restore { get; init; }

    /// <summary>Who is told.</summary>
    public required ImmutableArray<AlertSubscription> Alerts { get; init; }

    /// <summary>
    /// Those whose endpoint is in another account than the topics. Its owner subscribes it: a subscription that anybody else
    /// makes waits for the owner's confirmation (Amazon SNS API Reference, "Subscribe").
    /// </summary>
    public IEnumerable<AlertSubscription> SubscribedByOwners =>
        (SecurityAccount?.Id ?? ManagementAccountId) is { } topics
            ? Alerts.Where(alert => alert.Owner is { } owner && owner != topics)
            : [];

    /// <summary>When people are not told of planned changes (<c>maintenance</c>); null for never.</summary>
    public required MaintenanceWindow? Maintenance { get; init; }

    /// <summary>
    /// Where the runbooks can be read, a link's beginning (<c>runbookBaseUrl</c>); null when the alerts name the command instead.
    /// </summary>
    public required Uri? RunbookBaseUrl { get; init; }

    /// <summary>Whether that link is a secret, and so is every message's template.</summary>
    public bool RunbookIsSecret { get; init; }

    /// <summary>What the stack's <c>aws:</c> configuration tells every provider.</summary>
    public ProviderSettings Provider { get; init; } = ProviderSettings.None;

    /// <summary>What every resource that takes tags is tagged with, besides the provider's default tags (<c>tags</c>).</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The longest service control policy this organization accepts, in characters: 10,240 since May 2026, 5,120 before
    /// (AWS Organizations, "Quotas and service limits").
    /// </summary>
    public required int ScpCharacterLimit { get; init; }

    /// <summary>
    /// How many service control policies one target may have, <c>FullAWSAccess</c> included: 10 since May 2026, 5 before (as
    /// above). Where other policies are attached beside these, what they leave.
    /// </summary>
    public required int ScpsPerTargetLimit { get; init; }
}

/// <summary>An account besides the management account.</summary>
/// <param name="Id">Its id, 12 digits.</param>
/// <param name="RoleArn">The role in it that the program assumes.</param>
public sealed record AccountSettings(string Id, string RoleArn)
{
    /// <summary>What the role's trust policy expects as <c>sts:ExternalId</c>; null for nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether the external id is a secret.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>Which accounts the StackSets of the members go to.</summary>
/// <param name="Targets">Ids of the root or of OUs; empty for the root.</param>
/// <param name="Retarget">
/// Whether a change of the targets reaches the StackSets. Only then: AWS lists the targets of existing stacks in its own words,
/// and what it leaves out would be deleted.
/// </param>
public sealed record StackSetSettings(ImmutableArray<string> Targets, bool Retarget);

/// <summary>The organization trail: an existing one, or one to create with these settings.</summary>
/// <param name="ReuseArn">The ARN of an existing organization trail, which makes this program create none; null to create.</param>
/// <param name="RetentionDays">How many days Object Lock keeps every log file, at least 1; ignored when reusing.</param>
/// <param name="RetentionMode">The Object Lock mode of that retention; ignored when reusing.</param>
public sealed record TrailSettings(string? ReuseArn, int RetentionDays, RetentionMode RetentionMode)
{
    /// <summary>The name of the organization trail, created or reused.</summary>
    public string Name => ReuseArn is { } arn ? arn[(arn.LastIndexOf('/') + 1)..] : Names.Product;
}

/// <summary>Searching the trail with Athena.</summary>
/// <param name="Enabled">
/// Whether the program creates what that takes; where it reuses a trail, false unless asked for, since nobody knows whether
/// that trail's bucket lets the account read.
/// </param>
/// <param name="ScanLimitGigabytes">How much one query may scan, in units of 1,000,000,000 bytes, before Athena ends it.</param>
/// <param name="ResultsRetentionDays">After how many days results are deleted.</param>
public sealed record HuntingSettings(bool Enabled, int ScanLimitGigabytes, int ResultsRetentionDays);

/// <summary>
/// The names of what model invocation logging writes to and with, in every account: the detections tell by them whether a
/// configuration was redirected, and whether its destinations were tampered with.
/// </summary>
/// <param name="LogGroup">The CloudWatch log group.</param>
/// <param name="Bucket">The S3 bucket; <c>*</c> stands for any text, since a bucket's name is unique in the world.</param>
/// <param name="Role">The role Bedrock assumes to write to the log group.</param>
/// <param name="RetentionDays">How many days the log group keeps an invocation; one of the numbers CloudWatch Logs takes.</param>
/// <param name="S3">What goes to the bucket.</param>
public sealed record InvocationLoggingSettings(string LogGroup, string Bucket, string Role, int RetentionDays, InvocationsInS3 S3)
{
    /// <summary>What the bucket is called where the settings do not say it.</summary>
    public const string DefaultBucket = $"{ReservedNames.Invocations}-*";

    // More would not leave room for the rest of the pattern (2,048 characters).
    private const int MostRegionsInAPattern = 8;

    /// <summary>What of it the stack creates.</summary>
    public CreatedLogging Create { get; init; } = CreatedLogging.All;

    /// <summary>Which kinds of data are delivered, in their order; never empty.</summary>
    public ImmutableArray<InvocationData> DataTypes { get; init; } = [.. Enum.GetValues<InvocationData>()];

    /// <summary>Where some accounts log to instead, by the id of an account or of an OU.</summary>
    public ImmutableSortedDictionary<string, InvocationDestination> PerAccount { get; init; } =
        ImmutableSortedDictionary<string, InvocationDestination>.Empty;

    /// <summary>Every log group that invocations are written to.</summary>
    public ImmutableArray<string> LogGroups => Names(LogGroup, destination => destination.LogGroup);

    /// <summary>Every bucket, or pattern of buckets.</summary>
    public ImmutableArray<string> Buckets => Names(Bucket, destination => destination.Bucket);

    /// <summary>
    /// The buckets that a configuration may name, as exactly as a pattern says it: with <see cref="S3"/> those of the governed
    /// Regions, without only the ones that the settings name. The account in a bucket's name no pattern can compare with the
    /// event's; Bedrock takes only buckets of the account and Region itself (Amazon Bedrock User Guide, "Monitor model
    /// invocation"), and nobody but StackSets and administrators makes one of such a name.
    /// </summary>
    /// <param name="regions">The codes of the governed Regions.</param>
    public ImmutableArray<string> KnownBuckets(IReadOnlyCollection<string> regions)
    {
        IEnumerable<string> common =
            S3 == InvocationsInS3.None
                ? Bucket == DefaultBucket
                    ? []
                    : [Bucket]
                : regions.Count <= MostRegionsInAPattern
                    ? regions.Select(region => Bucket.Replace("*", $"*-{region}", StringComparison.Ordinal))
                    : [Bucket];
        return
        [
            .. common.Concat(PerAccount.Values.Select(destination => destination.Bucket).OfType<string>()).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Every role that Bedrock writes with.</summary>
    public ImmutableArray<string> Roles => Names(Role, destination => destination.Role);

    private ImmutableArray<string> Names(string common, Func<InvocationDestination, string?> own) =>
        [.. PerAccount.Values.Select(own).OfType<string>().Prepend(common).Distinct(StringComparer.Ordinal)];

    /// <summary>The bucket's name in one account and Region, which stand for the pattern's <c>*</c>.</summary>
    public string BucketIn(string accountId, string region) => Bucket.Replace("*", $"{accountId}-{region}", StringComparison.Ordinal);
}

/// <summary>What of the model invocations goes to the bucket, besides CloudWatch Logs.</summary>
public enum InvocationsInS3
{
    /// <summary>Nothing; bodies over 100 KB are then cut off in CloudWatch Logs. No bucket is created.</summary>
    None,

    /// <summary>The bodies over 100 KB and binary data that CloudWatch Logs does not take.</summary>
    LargeData,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>Whether a changed logging configuration comes back.</summary>
/// <param name="Mode">After whose changes.</param>
/// <param name="Reconcile">How often it is put, or observed, without a change, as a rate of EventBridge Scheduler; null for never.</param>
public sealed record RestoreSettings(RestoreMode Mode, string? Reconcile);

/// <summary>What may happen in Regions that are not governed.</summary>
public enum UngovernedRegions
{
    /// <summary>Everything, unseen.</summary>
    Allow,

    /// <summary>Everything, but where every account has the Region, Bedrock's events are forwarded and told.</summary>
    Detect,

    /// <summary>Nobody in a member account invokes models from there.</summary>
    Deny,
}

/// <summary>After whose changes the logging configuration is restored.</summary>
public enum RestoreMode
{
    /// <summary>After nobody's; nothing of the logging is established either.</summary>
    Off,

    /// <summary>After nobody's; what is there is compared with what the settings want, and nothing is changed.</summary>
    Observe,

    /// <summary>After everybody's but the administrators'.</summary>
    NonAdmin,

    /// <summary>After everybody's.</summary>
    Always,
}

/// <summary>S3 Object Lock modes (Amazon S3 User Guide, "Locking objects with Object Lock").</summary>
public enum RetentionMode
{
    /// <summary>A principal with <c>s3:BypassGovernanceRetention</c> can lift the lock.</summary>
    Governance,

    /// <summary>Nobody can lift the lock before it ends, the root user included.</summary>
    Compliance,
}

/// <summary>One endpoint and what it is told of.</summary>
/// <param name="Protocol">An SNS protocol in lower case, or <c>chat</c>, see <see cref="AlertProtocol"/>.</param>
/// <param name="Endpoint">
/// What SNS delivers to: an address, a URL, a phone number or an ARN, as the protocol demands; null for chat, whose
/// channels subscribe themselves.
/// </param>
/// <param name="Severities">The severities it is told of, most severe first; never empty.</param>
/// <param name="RoleArn">The role SNS assumes to deliver; only Firehose has one.</param>
public sealed record AlertSubscription(AlertProtocol Protocol, string? Endpoint, ImmutableArray<SigmaLevel> Severities, string? RoleArn)
{
    /// <summary>The ids of the detections it is told of; empty means all.</summary>
    public ImmutableArray<string> Detections { get; init; } = [];

    /// <summary>The account of the endpoint; null for one that is in no account.</summary>
    public string? Owner => Endpoint is null ? null : AccountOf(Endpoint);

    /// <summary>The account in an ARN; null where it is none.</summary>
    internal static string? AccountOf(string endpoint) => endpoint.Split(':', 6) is ["arn", _, _, _, var account, _] ? account : null;

    /// <summary>The accounts whose events it is told of; empty means all. Always empty for what people read.</summary>
    public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>Whether its endpoint is, or may be, a secret: then nothing that people read shows it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Where the configuration names it, such as <c>bedrock-defense:alerts[0]</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The endpoint, or what stands for a secret one.</summary>
    public string? ShownEndpoint => IsSecret ? $"{Secret.Shown} ({Key})" : Endpoint;
}
