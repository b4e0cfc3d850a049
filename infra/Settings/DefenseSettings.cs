using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>
/// All settings of a deployment, checked and complete. Only <see cref="SettingsReader"/> reads the configuration, and no other part of the
/// program has to check a value again.
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

    /// <summary>The governed Regions: the Regions whose events are forwarded to the central bus. They include the home Region.</summary>
    public required ImmutableArray<AwsRegion> Regions { get; init; }

    /// <summary>The management account's id; null where the settings do not name it.</summary>
    public required string? ManagementAccountId { get; init; }

    /// <summary>The id of the account of the central bus, the detections and the topics; null where the settings do not name it.</summary>
    public string? CentralAccountId => SecurityAccount?.Id ?? ManagementAccountId;

    /// <summary>The id of the account of the logs; null where the settings do not name it.</summary>
    public string? ArchiveAccountId => (LogArchiveAccount ?? SecurityAccount)?.Id ?? ManagementAccountId;

    /// <summary>
    /// The account of the central bus, the detections and the topics; null for the management account.
    /// </summary>
    public required AccountSettings? SecurityAccount { get; init; }

    /// <summary>The account of the trail's bucket and key; null for the security account.</summary>
    public required AccountSettings? LogArchiveAccount { get; init; }

    /// <summary>The ARNs of the roles that the program assumes in other accounts than the management account.</summary>
    public IEnumerable<string> DeploymentRoles =>
        new[] { SecurityAccount, LogArchiveAccount }.OfType<AccountSettings>().Select(account => account.RoleArn);

    /// <summary>Whether to deploy without checking first that the organization is ready (false by default).</summary>
    public required bool SkipPreflight { get; init; }

    /// <summary>
    /// Whether a deployment ends with an error when some member's account and Region is not covered
    /// (<c>requireFullCoverage</c>; otherwise a warning).
    /// </summary>
    public required bool RequireFullCoverage { get; init; }

    /// <summary>The accounts that the StackSets deploy to.</summary>
    public required StackSetSettings StackSets { get; init; }

    /// <summary>
    /// The targets of the guardrails: ids of the root, of OUs or of accounts. Empty means audit: the guardrails are attached nowhere.
    /// </summary>
    public required ImmutableArray<string> GuardrailTargets { get; init; }

    /// <summary>
    /// The exceptions below the targets: ids of accounts, or of OUs with everything below them. The guardrails do not restrict these.
    /// </summary>
    public required ImmutableArray<string> GuardrailExclusions { get; init; }

    /// <summary>
    /// Whether the guardrails also deny inference that invocation logging does not record, where IAM can tell it apart: the
    /// <c>bedrock-mantle</c> endpoint and batch jobs (<c>denyUnloggedInference</c>; false by default). Asynchronous and bidirectional
    /// invocation are not recorded either, but IAM sees both as <c>bedrock:InvokeModel</c> (Amazon Bedrock API Reference,
    /// "StartAsyncInvoke").
    /// </summary>
    public required bool DenyUnloggedInference { get; init; }

    /// <summary>
    /// Whether administrators without single sign-on need multi-factor authentication (<c>guardrails.requireMfa</c>; false by default). The
    /// guardrails deny them their privileges without it.
    /// </summary>
    public required bool RequireMfa { get; init; }

    /// <summary>
    /// ARNs of SAML and OpenID Connect providers in the member accounts that only administrators may change
    /// (<c>guardrails.identityProviders</c>). <c>*</c> stands for any account. Empty by default.
    /// </summary>
    public ImmutableArray<string> IdentityProviders { get; init; } = [];

    /// <summary>
    /// Whether resource control policies keep principals outside the organization from its log buckets, queues and keys
    /// (<c>guardrails.resourcePolicies</c>; false by default).
    /// </summary>
    public bool ResourcePolicies { get; init; }

    /// <summary>
    /// Whether everybody may change the default event buses (<c>guardrails.allowDefaultBusChanges</c>; false by default). A customer
    /// managed key on a bus encrypts the pattern of every rule. Whoever disables that key blinds the forwarders and the restorer (Amazon
    /// EventBridge User Guide, "Encrypting EventBridge event buses with AWS KMS keys").
    /// </summary>
    public bool AllowDefaultBusChanges { get; init; }

    /// <summary>Whether the guardrails also deny calls with Bedrock API keys (<c>guardrails.denyApiKeys</c>; false by default).</summary>
    public bool DenyApiKeys { get; init; }

    /// <summary>
    /// Whether only administrators may change an account's data retention and the guardrails that Bedrock enforces in it
    /// (<c>guardrails.protectAccountSettings</c>; false by default).
    /// </summary>
    public bool ProtectAccountSettings { get; init; }

    /// <summary>What may happen in Regions that are not governed, where nothing is logged or seen (<c>ungovernedRegions</c>).</summary>
    public UngovernedRegions UngovernedRegions { get; init; }

    /// <summary>
    /// The Regions that are not governed but from which Bedrock's events are forwarded. With <see cref="UngovernedRegions.Detect"/> these
    /// are the Regions that every account has. No stack can be deployed into a Region that some account has not enabled.
    /// </summary>
    public IEnumerable<AwsRegion> DetectedRegions =>
        UngovernedRegions == UngovernedRegions.Detect
            ? AwsRegion.All.Where(region => region.Partition == HomeRegion.Partition && !region.IsOptIn && !Regions.Contains(region))
            : [];

    /// <summary>The organization trail to create or to reuse.</summary>
    public required TrailSettings Trail { get; init; }

    /// <summary>Whether and how the trail is searched with Athena.</summary>
    public required HuntingSettings Hunting { get; init; }

    /// <summary>The destinations and options of model invocation logging.</summary>
    public required InvocationLoggingSettings InvocationLogging { get; init; }

    /// <summary>Whether and when a changed logging configuration is restored.</summary>
    public required RestoreSettings Restore { get; init; }

    /// <summary>
    /// The ARN of the role of the management account with which <c>bedrock-defense verify --deep</c> runs (<c>verification.auditor</c>). It
    /// alone may enter the member accounts by the role that the stack then creates there; null for no such role.
    /// </summary>
    public string? Auditor { get; init; }

    /// <summary>Who receives alerts.</summary>
    public required ImmutableArray<AlertSubscription> Alerts { get; init; }

    /// <summary>Whether a state machine writes the messages of a topic, see <see cref="AlertForm.Machine"/>.</summary>
    public bool HasWrittenTopic => Alerts.Any(alert => alert.Form is { Machine: not null, Topic: not null });

    /// <summary>
    /// The subscriptions whose endpoint is in another account than the topics. The endpoint's owner must subscribe it: a subscription that
    /// anybody else makes waits for the owner's confirmation (Amazon SNS API Reference, "Subscribe").
    /// </summary>
    public IEnumerable<AlertSubscription> SubscribedByOwners =>
        CentralAccountId is { } topics ? Alerts.Where(alert => alert.Owner is { } owner && owner != topics) : [];

    /// <summary>The window in which people get no alerts about planned changes (<c>maintenance</c>); null for none.</summary>
    public required MaintenanceWindow? Maintenance { get; init; }

    /// <summary>
    /// The beginning of the links to the runbooks (<c>runbookBaseUrl</c>). When it is null, the alerts name the command that shows a
    /// runbook.
    /// </summary>
    public required Uri? RunbookBaseUrl { get; init; }

    /// <summary>Whether that link is a secret. Every message's template is then a secret too.</summary>
    public bool RunbookIsSecret { get; init; }

    /// <summary>The part of the stack's <c>aws:</c> configuration that every provider needs.</summary>
    public ProviderSettings Provider { get; init; } = ProviderSettings.None;

    /// <summary>The tags of every resource that can have tags, besides the provider's default tags (<c>tags</c>).</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The longest service control policy this organization accepts, in characters: 10,240 since May 2026, 5,120 before
    /// (AWS Organizations, "Quotas and service limits").
    /// </summary>
    public required int ScpCharacterLimit { get; init; }

    /// <summary>
    /// How many service control policies of this stack one target may have, <c>FullAWSAccess</c> included: 10 since May 2026, 5 before (AWS
    /// Organizations, "Quotas and service limits"). Other policies at a target reduce this number.
    /// </summary>
    public required int ScpsPerTargetLimit { get; init; }
}

/// <summary>An account other than the management account.</summary>
/// <param name="Id">Its id, 12 digits.</param>
/// <param name="RoleArn">The role that the program assumes in this account.</param>
public sealed record AccountSettings(string Id, string RoleArn)
{
    /// <summary>The external id that the role's trust policy expects (<c>sts:ExternalId</c>); null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether the external id is a secret.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>The accounts that the StackSets of the members deploy to.</summary>
/// <param name="Targets">Ids of the root or of OUs; empty for the root.</param>
/// <param name="Retarget">
/// Whether a change of the targets changes existing StackSets. By default it does not: AWS may list the targets of existing stacks in other
/// words than the settings, and the stacks of a target that seems to be missing would be deleted.
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
/// Whether the program creates what the queries need. For a reused trail the default is false, since the trail's bucket may not let the
/// account read.
/// </param>
/// <param name="ScanLimitGigabytes">How much one query may scan, in units of 1,000,000,000 bytes, before Athena ends it.</param>
/// <param name="ResultsRetentionDays">After how many days results are deleted.</param>
public sealed record HuntingSettings(bool Enabled, int ScanLimitGigabytes, int ResultsRetentionDays);

/// <summary>
/// The names of the destinations and the role of model invocation logging, in every account. By these names the detections notice a
/// configuration that was redirected, and changes to the destinations.
/// </summary>
/// <param name="LogGroup">The CloudWatch log group.</param>
/// <param name="Bucket">The S3 bucket. <c>*</c> stands for any text, since a bucket's name is globally unique.</param>
/// <param name="Role">The role Bedrock assumes to write to the log group.</param>
/// <param name="RetentionDays">How many days the log group keeps an invocation; one of the numbers that CloudWatch Logs accepts.</param>
/// <param name="S3">What is written to the bucket.</param>
public sealed record InvocationLoggingSettings(string LogGroup, string Bucket, string Role, int RetentionDays, InvocationsInS3 S3)
{
    /// <summary>The bucket's name by default.</summary>
    public const string DefaultBucket = $"{ReservedNames.Invocations}-*";

    // More Regions would not leave room for the rest of the pattern (2,048 characters).
    private const int MostRegionsInAPattern = 8;

    /// <summary>The destinations and roles that the stack creates.</summary>
    public CreatedLogging Create { get; init; } = CreatedLogging.All;

    /// <summary>The kinds of data that are delivered, in the order of the enumeration; never empty.</summary>
    public ImmutableArray<InvocationData> DataTypes { get; init; } = [.. Enum.GetValues<InvocationData>()];

    /// <summary>How the invocations are copied to the log-archive account; null where they are not.</summary>
    public CopySettings? Copies { get; init; }

    /// <summary>The managed data identifiers of what is masked in the log groups that the stack creates, and so in their copies.</summary>
    public ImmutableArray<string> Masked => Copies?.Mask ?? [];

    /// <summary>The destinations of accounts that log elsewhere, by the id of the account or of an OU.</summary>
    public ImmutableSortedDictionary<string, InvocationDestination> PerAccount { get; init; } =
        ImmutableSortedDictionary<string, InvocationDestination>.Empty;

    /// <summary>Every log group that invocations are written to.</summary>
    public ImmutableArray<string> LogGroups => Names(LogGroup, destination => destination.LogGroup);

    /// <summary>Every bucket that invocations are written to, as a name or a pattern.</summary>
    public ImmutableArray<string> Buckets => Names(Bucket, destination => destination.Bucket);

    /// <summary>
    /// The buckets that a logging configuration may name, as exactly as a pattern can say it. With <see cref="S3"/> these are the buckets
    /// of the governed Regions; without it, only the buckets that the settings name. A pattern cannot compare the account in a bucket's
    /// name with the event's account. But Bedrock accepts only buckets of the same account and Region (Amazon Bedrock User Guide, "Monitor
    /// model invocation"), and only StackSets and administrators create a bucket with such a name.
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

    /// <summary>Gives the bucket's name in one account and Region. They replace the <c>*</c> of the pattern.</summary>
    public string BucketIn(string accountId, string region) => Bucket.Replace("*", $"{accountId}-{region}", StringComparison.Ordinal);
}

/// <summary>The copies of the invocations in the log-archive account (<c>invocationLogging.copies</c>).</summary>
/// <param name="RetentionDays">How many days Object Lock keeps every copy, at least 1.</param>
/// <param name="RetentionMode">The Object Lock mode of that retention.</param>
/// <param name="Mask">The managed data identifiers of what is masked, in ordinal order; empty for nothing.</param>
public sealed record CopySettings(int RetentionDays, RetentionMode RetentionMode, ImmutableArray<string> Mask);

/// <summary>What is written to the bucket, besides what CloudWatch Logs gets.</summary>
public enum InvocationsInS3
{
    /// <summary>Nothing, and no bucket is created. CloudWatch Logs cuts off bodies over 100 KB.</summary>
    None,

    /// <summary>The bodies over 100 KB and binary data that CloudWatch Logs does not take.</summary>
    LargeData,

    /// <summary>All model invocations.</summary>
    All,
}

/// <summary>Whether and when a changed logging configuration is restored.</summary>
/// <param name="Mode">Whose changes are undone.</param>
/// <param name="ReconcileRate">
/// How often the configuration is restored, or observed, without a change: a rate of EventBridge Scheduler; null for never.
/// </param>
public sealed record RestoreSettings(RestoreMode Mode, string? ReconcileRate);

/// <summary>What may happen in Regions that are not governed.</summary>
public enum UngovernedRegions
{
    /// <summary>Everything is allowed, and nobody is told.</summary>
    Allow,

    /// <summary>Everything is allowed. Where every account has the Region, Bedrock's events are forwarded and reported.</summary>
    Detect,

    /// <summary>Nobody in a member account may invoke models from there.</summary>
    Deny,
}

/// <summary>After whose changes the logging configuration is restored.</summary>
public enum RestoreMode
{
    /// <summary>After nobody's changes. The stack does not set up the logging either.</summary>
    Off,

    /// <summary>After nobody's changes. The configuration is only compared with the settings.</summary>
    Observe,

    /// <summary>After everybody's changes except the administrators'.</summary>
    NonAdmin,

    /// <summary>After everybody's changes.</summary>
    Always,
}

/// <summary>S3 Object Lock modes (Amazon S3 User Guide, "Locking objects with Object Lock").</summary>
public enum RetentionMode
{
    /// <summary>A principal with <c>s3:BypassGovernanceRetention</c> can lift the lock.</summary>
    Governance,

    /// <summary>Nobody, not even the root user, can lift the lock before it ends.</summary>
    Compliance,
}

/// <summary>One endpoint and the alerts that it gets.</summary>
/// <param name="Protocol">A protocol, such as one of SNS in lower case, see <see cref="AlertProtocol"/>.</param>
/// <param name="Endpoint">
/// What SNS delivers to: an address, a URL, a phone number or an ARN, as the protocol demands; null for protocols
/// without endpoints.
/// </param>
/// <param name="Severities">The severities of the alerts that it gets, most severe first; never empty.</param>
/// <param name="RoleArn">The role that SNS assumes to deliver; only Firehose needs one.</param>
public sealed record AlertSubscription(AlertProtocol Protocol, string? Endpoint, ImmutableArray<SigmaLevel> Severities, string? RoleArn)
{
    /// <summary>The ids of the detections whose alerts it gets; empty means all.</summary>
    public ImmutableArray<string> Detections { get; init; } = [];

    /// <summary>The account of the endpoint; null for an endpoint that belongs to no account.</summary>
    public string? Owner => Endpoint is null ? null : AccountOf(Endpoint);

    /// <summary>Reads the account in an ARN; null where the text is no ARN.</summary>
    internal static string? AccountOf(string endpoint) => endpoint.Split(':', 6) is ["arn", _, _, _, var account, _] ? account : null;

    /// <summary>The accounts whose alerts it gets; empty means all. Always empty for protocols that people read.</summary>
    public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>The form of the messages: that of the protocol, unless the entry names another.</summary>
    public AlertForm Form
    {
        get => field ?? Protocol.Form;
        init;
    }

    /// <summary>
    /// The connection with the secret of the endpoint; null for protocols that need none, see <see cref="AlertProtocol.IsPosted"/>.
    /// </summary>
    public HttpConnection? Connection { get; init; }

    /// <summary>The URL that the messages are posted to; null for protocols that do not post.</summary>
    internal string? PostedTo => Protocol.PostedTo ?? Endpoint;

    /// <summary>The channel that the messages are for; a hyphen where the URL alone says who gets them.</summary>
    internal string? Channel => Protocol.PostedTo is null ? "-" : Endpoint;

    /// <summary>The protocol, another form than the protocol's, the endpoint and the connection as people may see them.</summary>
    public string ShownName =>
        string.Join(
            ' ',
            (
                (string?[])[Protocol.Name, Form == Protocol.Form ? null : Form.Id, ShownEndpoint, IsSecret ? null : Connection?.Name]
            ).OfType<string>()
        );

    /// <summary>The name of the destination of a protocol that needs no topic.</summary>
    internal string DestinationName =>
        Connection is null ? Protocol.Name
        : Endpoint == Secret.Mask ? $"{Protocol}-secret-{Key.Split('[', ']')[1]}"
        : $"{Protocol}-{Fingerprint.Of($"{Endpoint} {Connection.Arn}")}";

    /// <summary>Whether the endpoint is, or may be, a secret. Nothing that people read shows a secret endpoint.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The subscription's place in the configuration, such as <c>bedrock-defense:alerts[0]</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The endpoint as people may see it. A text stands for a secret endpoint.</summary>
    public string? ShownEndpoint => IsSecret ? $"{Secret.Mask} ({Key})" : Endpoint;
}
