using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Stack.Declaration;
using Pulumi.Testing;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Replaces the engine. It records what the program declares, and answers as AWS would.</summary>
internal sealed class RecordingMocks(SampleOrganization organization, AwsRegion home, Action<string> progress) : IMocks
{
    private readonly AwsFunctions _functions = new(organization);
    private readonly AwsIdentities _identities = new(organization, home);
    private readonly ConcurrentQueue<DeclaredResource> _resources = [];

    /// <summary>The resources that were declared so far. Their relations are not known here.</summary>
    public IReadOnlyCollection<DeclaredResource> Resources => _resources;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var (type, name) = (args.Type!, args.Name!);
        progress(name);
        if (type == "pulumi:providers:aws")
        {
            // The id of a provider is the account it reaches, so a resource's reference to its provider tells the account.
            _resources.Enqueue(new DeclaredResource(type, name, ResourceRelations.None, name, null, WireInputs.Of(args)));
            return Task.FromResult<(string?, object)>((AccountOf(args.Inputs), args.Inputs));
        }

        if (!string.IsNullOrEmpty(args.Id))
        {
            return Task.FromResult<(string?, object)>((args.Id, ExistingResources.StateOf(type, args.Id, organization, Resources)));
        }

        if (!type.StartsWith("aws:", StringComparison.Ordinal))
        {
            _resources.Enqueue(new DeclaredResource(type, name, ResourceRelations.None, name, null, []));
            return Task.FromResult<(string?, object)>((name, args.Inputs));
        }

        var inputs = WireInputs.Of(args);
        var account = string.IsNullOrEmpty(args.Provider)
            ? null
            : args.Provider[(args.Provider.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var identity = _identities.Of(type, name, inputs, account ?? organization.ManagementAccountId);
        _resources.Enqueue(
            new DeclaredResource(type, name, ResourceRelations.None, identity.Id, identity.Arn, inputs) { ProviderAccountId = account }
        );

        var state = args.Inputs.ToBuilder();
        foreach (var (output, value) in identity.FurtherOutputs)
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
        return Task.FromResult<object>(_functions.Answer(args.Token!));
    }

    // The arguments of a provider arrive as JSON text.
    private static string AccountOf(ImmutableDictionary<string, object> inputs) =>
        JsonNode.Parse((string)inputs["allowedAccountIds"])![0]!.GetValue<string>();
}
