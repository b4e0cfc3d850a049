using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Live.Finding;

/// <summary>
/// Finds the ids of the resources that AWS or Pulumi named: keys, policies of the organization, buckets, saved queries,
/// subscriptions, and the ARNs of StackSets. All others have the names that the program gives them.
/// </summary>
/// <param name="aliases">The alias of each key, as <see cref="AliasesOf"/> lists them.</param>
public sealed class ResourceFinder(IReadOnlyDictionary<ResourceKey, string> aliases)
{
    // Pulumi ends a generated name with seven hexadecimal digits.
    private const int GeneratedDigits = 7;

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<(string Name, string Id)>>>> _lists = [];

    /// <summary>Lists the alias of each key of a stack that was rendered without AWS.</summary>
    /// <param name="rehearsed">The stack.</param>
    public static IReadOnlyDictionary<ResourceKey, string> AliasesOf(StackDeclaration rehearsed)
    {
        ArgumentNullException.ThrowIfNull(rehearsed);
        return rehearsed
            .OfType("aws:kms/key:Key")
            .ToDictionary(
                key => key.Key,
                key =>
                    rehearsed
                        .OfType("aws:kms/alias:Alias")
                        .Single(one => one.Text("targetKeyId") is { } target && (target == key.Id || target == key.Arn))
                        .Text("name")!
            );
    }

    /// <summary>Whether only AWS knows the ids of a type.</summary>
    /// <param name="type">The type's token.</param>
    /// <param name="inputs">The inputs of the resource.</param>
    public static bool Finds(string type, JsonObject inputs) =>
        type
            is "aws:kms/key:Key"
                or "aws:organizations/policy:Policy"
                or "aws:athena/namedQuery:NamedQuery"
                or "aws:sns/topicSubscription:TopicSubscription"
                or "aws:cloudformation/stackSet:StackSet"
        || (type == "aws:s3/bucket:Bucket" && inputs.Text("bucket") is null);

    /// <summary>Finds a resource; null when there is none.</summary>
    /// <param name="place">Where it should be.</param>
    /// <param name="key">Its type and its name in the program.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <exception cref="Clients.AwsException">AWS refused to answer.</exception>
    /// <exception cref="AmbiguousResourceException">Several resources could be the one.</exception>
    public Task<AwsIdentity?> FindAsync(Place place, ResourceKey key, JsonObject inputs) =>
        key.Type switch
        {
            "aws:kms/key:Key" => KeyAsync(place, key),
            "aws:organizations/policy:Policy" => PolicyAsync(place, inputs),
            "aws:athena/namedQuery:NamedQuery" => NamedAsync(place, $"queries of {inputs.Need("workgroup")}", inputs.Need("name"), Queries),
            "aws:sns/topicSubscription:TopicSubscription" => NamedAsync(
                place,
                $"subscriptions of {inputs.Need("topic")}",
                $"{inputs.Need("protocol")} {inputs.Need("endpoint")}",
                Subscriptions
            ),
            "aws:cloudformation/stackSet:StackSet" => StackSetAsync(place, inputs.Need("name")),
            _ => BucketAsync(place, key),
        };

    private static string PartitionOf(Place place) => AwsRegion.Find(place.Region)?.Partition ?? "aws";

    private async Task<AwsIdentity?> KeyAsync(Place place, ResourceKey key)
    {
        var found = await KmsReaders.FindAliasAsync(place, aliases[key]).ConfigureAwait(false);
        return found?.Text("TargetKeyId") is { } id
            ? new AwsIdentity(id, $"arn:{PartitionOf(place)}:kms:{place.Region}:{place.Account.Id}:key/{id}")
            {
                FurtherOutputs = new() { ["keyId"] = id },
            }
            : null;
    }

    private static async Task<AwsIdentity?> PolicyAsync(Place place, JsonObject inputs)
    {
        var policies = await place
            .AllAsync("organizations", "ListPolicies", "Policies", new() { ["Filter"] = inputs.Need("type") })
            .ConfigureAwait(false);
        return policies.SingleOrDefault(policy => policy.Text("Name") == inputs.Need("name")) is { } found
            ? new AwsIdentity(found.Need("Id"), found.Need("Arn"))
            : null;
    }

    // AWS ends the ARN with an id of its own. Other StackSets wait for this one by its ARN.
    private static async Task<AwsIdentity?> StackSetAsync(Place place, string name)
    {
        var set = await CloudFormationReaders.DescribeAsync(place, name).ConfigureAwait(false);
        return new AwsIdentity(name, Clients.QueryProtocol.Text(set, "StackSetARN"));
    }

    private async Task<AwsIdentity?> BucketAsync(Place place, ResourceKey key)
    {
        var buckets = await ListAsync(place, "buckets", Buckets).ConfigureAwait(false);
        var candidates = buckets
            .Where(bucket =>
                bucket.Name.Length == key.Name.Length + 1 + GeneratedDigits
                && bucket.Name.StartsWith(key.Name + "-", StringComparison.Ordinal)
                && bucket.Name[^GeneratedDigits..].All(char.IsAsciiHexDigitLower)
            )
            .ToList();
        return candidates switch
        {
            [] => null,
            [var one] => new AwsIdentity(one.Id, $"arn:{PartitionOf(place)}:s3:::{one.Id}"),
            _ => throw new AmbiguousResourceException(
                $"several buckets could be {key.Name}: {string.Join(", ", candidates.Select(one => one.Name))}; delete those that are "
                    + "left over from earlier stacks"
            ),
        };
    }

    private async Task<AwsIdentity?> NamedAsync(
        Place place,
        string list,
        string name,
        Func<Place, string, Task<IReadOnlyList<(string Name, string Id)>>> read
    )
    {
        var found = (await ListAsync(place, list, read).ConfigureAwait(false)).Where(one => one.Name == name).ToList();
        return found switch
        {
            [] => null,
            [var (_, id), ..] => new AwsIdentity(id, id.StartsWith("arn:", StringComparison.Ordinal) ? id : null),
        };
    }

    private Task<IReadOnlyList<(string Name, string Id)>> ListAsync(
        Place place,
        string list,
        Func<Place, string, Task<IReadOnlyList<(string Name, string Id)>>> read
    ) =>
        _lists
            .GetOrAdd(
                $"{place.Account.Id} {place.Region} {list}",
                _ => new Lazy<Task<IReadOnlyList<(string, string)>>>(() => read(place, list[(list.LastIndexOf(' ') + 1)..]))
            )
            .Value;

    private static async Task<IReadOnlyList<(string Name, string Id)>> Buckets(Place place, string _) =>
        [
            .. (await Clients.RestProtocol.S3XmlAsync(place.Account, place.Region, "ListBuckets", "/").ConfigureAwait(false))
                .Descendants()
                .Where(element => element.Name.LocalName == "Bucket")
                .Select(bucket => Clients.QueryProtocol.Text(bucket, "Name"))
                .Select(name => (name, name)),
        ];

    private static async Task<IReadOnlyList<(string Name, string Id)>> Queries(Place place, string workgroup)
    {
        List<(string, string)> queries = [];
        foreach (var id in await AthenaReaders.QueryIdsAsync(place, workgroup).ConfigureAwait(false))
        {
            var query = await place.JsonAsync("athena", "GetNamedQuery", new() { ["NamedQueryId"] = id }).ConfigureAwait(false);
            queries.Add((query["NamedQuery"]!.AsObject().Need("Name"), id));
        }

        return queries;
    }

    private static async Task<IReadOnlyList<(string Name, string Id)>> Subscriptions(Place place, string topic) =>
        [
            .. (await place.AllPagesAsync("sns", "ListSubscriptionsByTopic", "NextToken", ("TopicArn", topic)).ConfigureAwait(false))
                .SelectMany(page => page.Descendants())
                .Where(element => element.Name.LocalName == "member")
                .Select(one =>
                    (
                        $"{Clients.QueryProtocol.Text(one, "Protocol")} {Clients.QueryProtocol.Text(one, "Endpoint")}",
                        Clients.QueryProtocol.Text(one, "SubscriptionArn")
                    )
                ),
        ];
}
