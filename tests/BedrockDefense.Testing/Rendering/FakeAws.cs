using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;
using Moq;
using Pulumi.Testing;

namespace BedrockDefense.Testing.Rendering;

/// <summary>
/// Answers the program as AWS would, and records what it declares. It throws on every type and function that it does not know. Its ids are
/// made up independently of those of the command line.
/// </summary>
public sealed class FakeAws
{
    /// <summary>The question about the organization. Questions about delegated administrators are named after their service.</summary>
    public const string OrganizationQuestion = "organization";

    /// <summary>The question about the account of the credentials.</summary>
    public const string CallerQuestion = "caller";

    /// <summary>The question about the accounts below a unit.</summary>
    public const string UnitQuestion = "unit";

    /// <summary>The question about the trail to reuse.</summary>
    public const string TrailQuestion = "trail";

    /// <summary>The question about the roles of the management account.</summary>
    public const string RolesQuestion = "roles";

    /// <summary>The question about a role's trust policy.</summary>
    public const string TrustQuestion = "trust";

    private readonly bool _isPreview;
    private readonly Func<ResourceKey, Task> _before;
    private readonly List<DeclaredResource> _resources = [];
    private readonly IReadOnlyList<string> _accountIds;

    /// <param name="organization">The organization that answers.</param>
    /// <param name="home">The home Region.</param>
    /// <param name="isPreview">Whether ids and ARNs of new resources are not known yet.</param>
    /// <param name="before">Awaited before a resource is registered.</param>
    /// <param name="accounts">How many accounts the organization has.</param>
    public FakeAws(SampleOrganization organization, string home, bool isPreview, Func<ResourceKey, Task>? before = null, int accounts = 2)
    {
        (Organization, Home, _isPreview, _before) = (organization, home, isPreview, before ?? (_ => Task.CompletedTask));
        _accountIds = [.. Enumerable.Range(0, accounts).Select(number => $"{100_000_000_000 + number}"), .. organization.MemberAccountIds];
        Mocks.Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>())).Returns<MockResourceArgs>(DeclareAsync);
        Mocks.Setup(mocks => mocks.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>())).Returns(Task.CompletedTask);
        Mocks
            .Setup(mocks => mocks.CallAsync(It.Is<MockCallArgs>(call => call.Token == "aws:organizations/getOrganization:getOrganization")))
            .Returns(() => AnswerAsync(OrganizationQuestion, Answer));
        Mocks
            .Setup(mocks => mocks.CallAsync(It.Is<MockCallArgs>(call => call.Token == "aws:index/getCallerIdentity:getCallerIdentity")))
            .Returns(() => AnswerAsync(CallerQuestion, () => Object(("accountId", CallerAccountId ?? Organization.ManagementAccountId))));
        Mocks
            .Setup(mocks => mocks.CallAsync(It.Is<MockCallArgs>(call => call.Token == "aws:iam/getRoles:getRoles")))
            .Returns<MockCallArgs>(call => AnswerAsync(RolesQuestion, () => RolesNamed((string)call.Args["nameRegex"])));
        Mocks
            .Setup(mocks => mocks.CallAsync(It.Is<MockCallArgs>(call => call.Token == "aws:iam/getRole:getRole")))
            .Returns<MockCallArgs>(call =>
                AnswerAsync(
                    TrustQuestion,
                    () =>
                        Object(
                            ("arn", ""),
                            (
                                "assumeRolePolicy",
                                TrustPolicies.Single(role => role.Key.EndsWith($"/{call.Args["name"]}", StringComparison.Ordinal)).Value
                            )
                        )
                )
            );
        Mocks
            .Setup(mocks =>
                mocks.CallAsync(
                    It.Is<MockCallArgs>(call => call.Token == "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators")
                )
            )
            .Callback<MockCallArgs>(call => AskedDelegations.Add((string)call.Args["servicePrincipal"]))
            .Returns<MockCallArgs>(call =>
                AnswerAsync(
                    (string)call.Args["servicePrincipal"],
                    () => Object(("delegatedAdministrators", List([.. DelegatedAdministrators.Select(id => Account(id))])))
                )
            );
        Mocks
            .Setup(mocks =>
                mocks.CallAsync(
                    It.Is<MockCallArgs>(call =>
                        call.Token == "aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts"
                    )
                )
            )
            .Returns<MockCallArgs>(call =>
                AnswerAsync(
                    UnitQuestion,
                    () => Object(("accounts", List([.. AccountsBelow[(string)call.Args["parentId"]].Select(id => Account(id))])))
                )
            );
    }

    /// <summary>The trust policies of the management account's roles, by their ARNs.</summary>
    public Dictionary<string, string> TrustPolicies { get; } = [];

    /// <summary>The accounts below each organizational unit.</summary>
    public Dictionary<string, string[]> AccountsBelow { get; } = [];

    /// <summary>Awaited before a question is answered. It refuses the question by throwing.</summary>
    public Func<string, Task> BeforeAnswer { get; init; } = _ => Task.CompletedTask;

    /// <summary>The services whose delegated administrators were asked for.</summary>
    public ConcurrentBag<string> AskedDelegations { get; } = [];

    /// <summary>The ids of the delegated administrators of every service.</summary>
    public IReadOnlyList<string> DelegatedAdministrators { get; init; } = [];

    /// <summary>The organization that answers.</summary>
    public SampleOrganization Organization { get; }

    /// <summary>The home Region.</summary>
    public string Home { get; }

    /// <summary>The account of the credentials; null for the management account.</summary>
    public string? CallerAccountId { get; init; }

    /// <summary>The differences in the answer of AWS Organizations about an organization that is not ready, by wire name.</summary>
    public IReadOnlyDictionary<string, object> OrganizationOverrides { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>
    /// AWS's list of the stacks of a set. By the set's name, account and Region it gives status, detailed status and reason; null where AWS
    /// lists no stack.
    /// </summary>
    public Func<string, string, string, (string Status, string Detailed, string Reason)?> StackInstances { get; init; } =
        (_, _, _) => ("CURRENT", "SUCCEEDED", "");

    /// <summary>The state of an existing trail, by wire name.</summary>
    public IReadOnlyDictionary<string, object> ExistingTrail { get; init; } =
        new Dictionary<string, object>
        {
            ["isMultiRegionTrail"] = true,
            ["isOrganizationTrail"] = true,
            ["enableLogging"] = true,
            ["s3BucketName"] = "organization-logs",
        };

    public Mock<IMocks> Mocks { get; } = new(MockBehavior.Strict);

    /// <summary>The resources declared so far.</summary>
    public IReadOnlyList<DeclaredResource> Resources
    {
        get
        {
            lock (_resources)
            {
                return [.. _resources];
            }
        }
    }

    private async Task<object> AnswerAsync(string question, Func<object> answer)
    {
        await BeforeAnswer(question);
        return answer();
    }

    private async Task<(string? Id, object State)> DeclareAsync(MockResourceArgs args)
    {
        var key = new ResourceKey(args.Type!, args.Name!);
        if (!string.IsNullOrEmpty(args.Id))
        {
            if (key.Type == "aws:cloudformation/stackInstances:StackInstances")
            {
                return (args.Id, Object(("stackInstanceSummaries", List([.. Instances(args.Id)]))));
            }

            Assert.Equal("aws:cloudtrail/trail:Trail", key.Type);
            return (args.Id, await AnswerAsync(TrailQuestion, ExistingTrail.ToImmutableDictionary));
        }

        await _before(key);
        var account = args.Provider is { Length: > 0 } provider ? provider.Split("::")[^1] : null;
        var (id, arn) = Identity(key, args.Inputs, account ?? Organization.ManagementAccountId);
        var declared = new DeclaredResource(
            key.Type,
            key.Name,
            ResourceRelations.None,
            id,
            arn,
            JsonSerializer.SerializeToNode(args.Inputs)!.AsObject()
        )
        {
            ProviderAccountId = account,
        };
        lock (_resources)
        {
            _resources.Add(declared);
        }

        if (key.Type == "pulumi:providers:aws")
        {
            return (id, args.Inputs);
        }

        if (_isPreview)
        {
            return (null, args.Inputs);
        }

        var state = args.Inputs;
        state = arn is null ? state : state.SetItem("arn", arn);
        state = key.Type switch
        {
            "aws:kms/key:Key" => state.SetItem("keyId", id),
            "aws:sqs/queue:Queue" => state.SetItem("url", id),
            _ => state,
        };
        return (id, state);
    }

    private (string Id, string? Arn) Identity(ResourceKey key, ImmutableDictionary<string, object> inputs, string account)
    {
        var partition = AwsRegion.Find(Home)!.Partition;
        var region = (string?)inputs.GetValueOrDefault("region") ?? Home;
        var name = (string?)inputs.GetValueOrDefault("name") ?? $"{key.Name}-0a1b2c3";
        var bus = inputs.TryGetValue("eventBusName", out var given) ? $"{given}/" : "";
        return key.Type switch
        {
            _ when key.Type.StartsWith("bedrock-defense:", StringComparison.Ordinal) => (key.Name, null),
            // The id of a provider is the account that it may reach. It shows the account of the provider's resources.
            "pulumi:providers:aws" => (JsonSerializer.Deserialize<string[]>((string)inputs["allowedAccountIds"])!.Single(), null),
            "aws:athena/workgroup:Workgroup" => (name, $"arn:{partition}:athena:{region}:{account}:workgroup/{name}"),
            "aws:glue/catalogDatabase:CatalogDatabase" => ($"{account}:{name}", $"arn:{partition}:glue:{region}:{account}:database/{name}"),
            "aws:glue/catalogTable:CatalogTable" => (
                $"{account}:{inputs["databaseName"]}:{name}",
                $"arn:{partition}:glue:{region}:{account}:table/{inputs["databaseName"]}/{name}"
            ),
            "aws:cloudtrail/trail:Trail" => Same($"arn:{partition}:cloudtrail:{region}:{account}:trail/{name}"),
            "aws:cloudwatch/eventBus:EventBus" => (name, $"arn:{partition}:events:{region}:{account}:event-bus/{name}"),
            "aws:cloudwatch/eventRule:EventRule" => (name, $"arn:{partition}:events:{region}:{account}:rule/{bus}{name}"),
            "aws:cloudwatch/metricAlarm:MetricAlarm" => (name, $"arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}"),
            "aws:cloudformation/stackSet:StackSet" => (name, $"arn:{partition}:cloudformation:{region}:{account}:stackset/{name}:0a1b2c3"),
            "aws:cloudwatch/logGroup:LogGroup" => (name, $"arn:{partition}:logs:{region}:{account}:log-group:{name}"),
            "aws:cloudwatch/logDestination:LogDestination" => (name, $"arn:{partition}:logs:{region}:{account}:destination:{name}"),
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream" => Same(
                $"arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"
            ),
            "aws:sfn/stateMachine:StateMachine" => Same($"arn:{partition}:states:{region}:{account}:stateMachine:{name}"),
            "aws:scheduler/schedule:Schedule" => (
                key.Name,
                $"arn:{partition}:scheduler:{region}:{account}:schedule/{inputs["groupName"]}/{name}"
            ),
            "aws:scheduler/scheduleGroup:ScheduleGroup" => (name, $"arn:{partition}:scheduler:{region}:{account}:schedule-group/{name}"),
            "aws:iam/role:Role" => (name, $"arn:{partition}:iam::{account}:role/{name}"),
            "aws:kms/key:Key" => (key.Name, $"arn:{partition}:kms:{region}:{account}:key/{key.Name}"),
            "aws:organizations/policy:Policy" => ($"p-{key.Name}", null),
            "aws:s3/bucket:Bucket" when inputs.TryGetValue("bucket", out var bucket) => ((string)bucket, $"arn:{partition}:s3:::{bucket}"),
            "aws:s3/bucket:Bucket" => (name, $"arn:{partition}:s3:::{name}"),
            "aws:sns/topic:Topic" => Same($"arn:{partition}:sns:{region}:{account}:{name}"),
            "aws:sqs/queue:Queue" => (
                $"https://sqs.{region}.{AwsPartition.Find(partition).DnsSuffix}/{account}/{name}",
                $"arn:{partition}:sqs:{region}:{account}:{name}"
            ),
            "aws:athena/namedQuery:NamedQuery"
            or "aws:cloudformation/stackInstances:StackInstances"
            or "aws:cloudwatch/eventBusPolicy:EventBusPolicy"
            or "aws:cloudwatch/eventTarget:EventTarget"
            or "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy"
            or "aws:cloudwatch/logStream:LogStream"
            or "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy"
            or "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
            or "aws:iam/rolePolicy:RolePolicy"
            or "aws:kms/alias:Alias"
            or "aws:organizations/policyAttachment:PolicyAttachment"
            or "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
            or "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
            or "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
            or "aws:s3/bucketPolicy:BucketPolicy"
            or "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
            or "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
            or "aws:s3/bucketVersioning:BucketVersioning"
            or "aws:sns/topicPolicy:TopicPolicy"
            or "aws:sns/topicSubscription:TopicSubscription"
            or "aws:sqs/queuePolicy:QueuePolicy" => (key.Name, null),
            _ => throw new NotSupportedException($"unexpected resource type {key.Type} of {key.Name}"),
        };

        static (string, string?) Same(string arn) => (arn, arn);
    }

    private ImmutableDictionary<string, object> RolesNamed(string expression)
    {
        var found = TrustPolicies.Keys.Where(arn => Regex.IsMatch(arn[(arn.LastIndexOf('/') + 1)..], expression)).ToList();
        return Object(("arns", List([.. found])), ("names", List([.. found.Select(arn => arn[(arn.LastIndexOf('/') + 1)..])])));
    }

    private IEnumerable<object> Instances(string id)
    {
        var set = Resources.Single(resource => resource.Type == "aws:cloudformation/stackInstances:StackInstances" && resource.Id == id);
        return from region in set.Inputs["regions"]!.AsArray().Select(region => region!.GetValue<string>())
            from account in _accountIds
            let standing = StackInstances(id, account, region)
            where standing is not null
            select Object(
                ("accountId", account),
                ("region", region),
                ("status", standing.Value.Status),
                ("detailedStatus", standing.Value.Detailed),
                ("statusReason", standing.Value.Reason)
            );
    }

    private ImmutableDictionary<string, object> Answer() =>
        Object(
                ("id", Organization.Id),
                ("masterAccountId", Organization.ManagementAccountId),
                ("featureSet", "ALL"),
                ("awsServiceAccessPrincipals", List("cloudtrail.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com")),
                ("roots", List(Root("ENABLED"))),
                ("accounts", List([.. _accountIds.Select(id => Account(id))]))
            )
            .SetItems(OrganizationOverrides);

    /// <summary>Makes the root, with service control policies and resource control policies in a state such as <c>ENABLED</c>.</summary>
    public static ImmutableDictionary<string, object> Root(string policies, string resourcePolicies = "ENABLED") =>
        Object(
            ("id", SampleOrganization.Default.RootId),
            (
                "policyTypes",
                List(
                    Object(("type", "RESOURCE_CONTROL_POLICY"), ("status", resourcePolicies)),
                    Object(("type", "SERVICE_CONTROL_POLICY"), ("status", policies))
                )
            )
        );

    /// <summary>Makes an account in a state such as <c>SUSPENDED</c>.</summary>
    public static ImmutableDictionary<string, object> Account(string id, string state = "ACTIVE") => Object(("id", id), ("state", state));

    /// <summary>Makes a list in the form for mocks.</summary>
    public static ImmutableArray<object> List(params object[] items) => [.. items];

    private static ImmutableDictionary<string, object> Object(params (string Name, object Value)[] properties) =>
        properties.ToImmutableDictionary(property => property.Name, property => property.Value);
}
