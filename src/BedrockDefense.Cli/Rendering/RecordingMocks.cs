using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Rehearsal;
using Pulumi.Testing;

namespace BedrockDefense.Cli.Rendering;

/// <summary>Stands in for the engine: records what the program declares, and answers as AWS would.</summary>
internal sealed class RecordingMocks(SampleOrganization organization, AwsRegion home, Action<string> progress) : IMocks
{
    private readonly AwsIdentities _identities = new(organization, home);
    private readonly ConcurrentQueue<DeclaredResource> _resources = [];

    /// <summary>What was declared so far; relations are not known here.</summary>
    public IReadOnlyCollection<DeclaredResource> Resources => _resources;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var (type, name) = (args.Type!, args.Name!);
        progress(name);
        if (!type.StartsWith("aws:", StringComparison.Ordinal))
        {
            _resources.Enqueue(new DeclaredResource(type, name, ResourceRelations.None, name, null, []));
            return Task.FromResult<(string?, object)>((name, args.Inputs));
        }

        var inputs = (JsonObject)Json(args.Inputs)!;
        var identity = _identities.Of(type, name, inputs);
        _resources.Enqueue(new DeclaredResource(type, name, ResourceRelations.None, identity.Id, identity.Arn, inputs));

        var state = args.Inputs.ToBuilder();
        foreach (var (output, value) in identity.More)
        {
            state[output] = value;
        }

        if (identity.Arn is not null)
        {
            state["arn"] = identity.Arn;
        }

        return Task.FromResult<(string?, object)>((identity.Id, state.ToImmutable()));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args.Token == "aws:organizations/getOrganization:getOrganization"
            ? Task.FromResult<object>(new Dictionary<string, object>
            {
                ["id"] = organization.Id,
                ["masterAccountId"] = organization.ManagementAccountId,
                ["roots"] = ImmutableArray.Create<object>(new Dictionary<string, object> { ["id"] = organization.RootId }.ToImmutableDictionary()),
            }.ToImmutableDictionary())
            : throw new NotSupportedException($"the rehearsal does not know the function {args.Token}");
    }

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        double number when double.IsInteger(number) => JsonValue.Create((long)number),
        double number => JsonValue.Create(number),
        IDictionary<string, object?> map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Json)]),
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"an input of type {value.GetType()} cannot be recorded")),
    };
}
