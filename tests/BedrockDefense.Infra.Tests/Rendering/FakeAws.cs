using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Rehearsal;
using Moq;
using Pulumi.Testing;

namespace BedrockDefense.Infra.Tests.Rendering;

/// <summary>
/// Answers the program as AWS would, records what it declares, and throws on everything it was not told of: a type, or
/// a function. The ids are made up independently of those of the command line.
/// </summary>
internal sealed class FakeAws
{
    private readonly SampleOrganization _organization;
    private readonly string _home;
    private readonly bool _isPreview;
    private readonly Func<ResourceKey, Task> _before;
    private readonly List<DeclaredResource> _resources = [];

    /// <param name="organization">The organization that answers.</param>
    /// <param name="home">The home Region.</param>
    /// <param name="isPreview">Whether ids and ARNs of new resources are not known yet.</param>
    /// <param name="before">Is awaited before a resource is registered.</param>
    /// <param name="accounts">How many accounts the organization has.</param>
    public FakeAws(
        SampleOrganization organization, string home, bool isPreview, Func<ResourceKey, Task>? before = null, int accounts = 2)
    {
        (_organization, _home, _isPreview, _before) = (organization, home, isPreview, before ?? (_ => Task.CompletedTask));
        Mocks.Setup(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>())).Returns<MockResourceArgs>(DeclareAsync);
        Mocks.Setup(mocks => mocks.RegisterResourceOutputs(It.IsAny<MockRegisterResourceOutputsRequest>())).Returns(Task.CompletedTask);
        Mocks.Setup(mocks => mocks.CallAsync(It.Is<MockCallArgs>(call => call.Token == "aws:organizations/getOrganization:getOrganization")))
            .ReturnsAsync(Organization(accounts));
    }

    public Mock<IMocks> Mocks { get; } = new(MockBehavior.Strict);

    /// <summary>What was declared so far.</summary>
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

    private async Task<(string? Id, object State)> DeclareAsync(MockResourceArgs args)
    {
        var key = new ResourceKey(args.Type!, args.Name!);
        await _before(key);
        var (id, arn) = Identity(key, args.Inputs);
        var declared = new DeclaredResource(
            key.Type, key.Name, ResourceRelations.None, id, arn, JsonSerializer.SerializeToNode(args.Inputs)!.AsObject());
        lock (_resources)
        {
            _resources.Add(declared);
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

    private (string Id, string? Arn) Identity(ResourceKey key, ImmutableDictionary<string, object> inputs)
    {
        var account = _organization.ManagementAccountId;
        var region = (string?)inputs.GetValueOrDefault("region") ?? _home;
        var name = (string?)inputs.GetValueOrDefault("name") ?? $"{key.Name}-0a1b2c3";
        var bus = inputs.TryGetValue("eventBusName", out var given) ? $"{given}/" : "";
        return key.Type switch
        {
            _ when key.Type.StartsWith("bedrock-defense:", StringComparison.Ordinal) => (key.Name, null),
            "aws:cloudtrail/trail:Trail" => Same($"arn:aws:cloudtrail:{region}:{account}:trail/{name}"),
            "aws:cloudwatch/eventBus:EventBus" => (name, $"arn:aws:events:{region}:{account}:event-bus/{name}"),
            "aws:cloudwatch/eventRule:EventRule" => (name, $"arn:aws:events:{region}:{account}:rule/{bus}{name}"),
            "aws:cloudwatch/metricAlarm:MetricAlarm" => (name, $"arn:aws:cloudwatch:{region}:{account}:alarm:{name}"),
            "aws:iam/role:Role" => (name, $"arn:aws:iam::{account}:role/{name}"),
            "aws:kms/key:Key" => (key.Name, $"arn:aws:kms:{region}:{account}:key/{key.Name}"),
            "aws:organizations/policy:Policy" => ($"p-{key.Name}", null),
            "aws:s3/bucket:Bucket" => (name, $"arn:aws:s3:::{name}"),
            "aws:scheduler/schedule:Schedule" => (key.Name, $"arn:aws:scheduler:{region}:{account}:schedule/{inputs["groupName"]}/{name}"),
            "aws:scheduler/scheduleGroup:ScheduleGroup" => (name, $"arn:aws:scheduler:{region}:{account}:schedule-group/{name}"),
            "aws:sns/topic:Topic" => Same($"arn:aws:sns:{region}:{account}:{name}"),
            "aws:sqs/queue:Queue" => ($"https://sqs.{region}.amazonaws.com/{account}/{name}", $"arn:aws:sqs:{region}:{account}:{name}"),
            "aws:cloudformation/stackInstances:StackInstances" or
            "aws:cloudformation/stackSet:StackSet" or
            "aws:cloudwatch/eventBusPolicy:EventBusPolicy" or
            "aws:cloudwatch/eventTarget:EventTarget" or
            "aws:iam/rolePolicy:RolePolicy" or
            "aws:kms/alias:Alias" or
            "aws:organizations/policyAttachment:PolicyAttachment" or
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration" or
            "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration" or
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls" or
            "aws:s3/bucketPolicy:BucketPolicy" or
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock" or
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration" or
            "aws:s3/bucketVersioning:BucketVersioning" or
            "aws:sns/topicPolicy:TopicPolicy" or
            "aws:sns/topicSubscription:TopicSubscription" or
            "aws:sqs/queuePolicy:QueuePolicy" => (key.Name, null),
            _ => throw new NotSupportedException($"unexpected resource type {key.Type} of {key.Name}"),
        };

        static (string, string?) Same(string arn) => (arn, arn);
    }

    private ImmutableDictionary<string, object> Organization(int accounts) => new Dictionary<string, object>
    {
        ["id"] = _organization.Id,
        ["masterAccountId"] = _organization.ManagementAccountId,
        ["roots"] = ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty.Add("id", _organization.RootId)),
        ["accounts"] = Enumerable.Range(0, accounts)
            .Select(number => (object)ImmutableDictionary<string, object>.Empty.Add("id", $"{100_000_000_000 + number}")).ToImmutableArray(),
    }.ToImmutableDictionary();
}
