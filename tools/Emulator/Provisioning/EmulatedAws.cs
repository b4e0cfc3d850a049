using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Provisioning.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using Pulumi.Testing;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>
/// Stands in for the engine and the provider: makes every resource that the program registers on the emulator, in the
/// account and Region that its provider and its input <c>region</c> say, and gives the program what the service answered.
/// </summary>
/// <param name="places">Where resources belong.</param>
internal sealed class EmulatedAws(Places places) : IMocks, IDisposable
{
    private readonly EmulatedFunctions _functions = new(places.Home);
    private readonly Lock _gate = new();
    private readonly List<DeclaredResource> _resources = [];

    // One resource at a time: the emulator does not keep calls apart that come at once.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProvisioningException? _failure;

    /// <summary>
    /// Ends with the first question or resource of the program, which it only comes to after it has read its configuration.
    /// </summary>
    public Task Begun => _begun.Task;

    /// <summary>What the first resource that could not be made failed for; null for none.</summary>
    public ProvisioningException? Failure => _failure;

    /// <summary>Is told what was made on the emulator, as it is.</summary>
    public Action<DeclaredResource> Made { get; init; } = _ => { };

    /// <summary>What an earlier deployment made, and this one finds in its state: it is not made again.</summary>
    public IReadOnlyDictionary<ResourceKey, Created> Earlier { get; init; } = ImmutableDictionary<ResourceKey, Created>.Empty;

    /// <summary>A StackSet of those whose template this deployment brings up to date; null for none.</summary>
    public ResourceKey? Update { get; init; }

    /// <summary>What stands after this deployment, whether it failed or not.</summary>
    public ConcurrentDictionary<ResourceKey, Created> Standing { get; } = [];

    /// <summary>Changes the inputs of a resource before it is made; by default nothing.</summary>
    public Action<ResourceKey, JsonObject> Change { get; init; } = (_, _) => { };

    /// <summary>What was made so far, in this order; relations are not known here.</summary>
    public IReadOnlyList<DeclaredResource> Resources
    {
        get
        {
            lock (_gate)
            {
                return [.. _resources];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <inheritdoc/>
    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _begun.TrySetResult();
        var key = new ResourceKey(args.Type!, args.Name!);
        var inputs = WireInputs.Of(args);
        if (!string.IsNullOrEmpty(args.Id))
        {
            return (args.Id, await ExistingAsync(key, args.Id, inputs).ConfigureAwait(false));
        }

        if (key.Type == "pulumi:providers:aws")
        {
            // Its id is the account it reaches, so that the reference of a resource to its provider tells the account.
            var reached = JsonNode.Parse((string)args.Inputs["allowedAccountIds"])![0]!.GetValue<string>();
            Add(new DeclaredResource(key.Type, key.Name, ResourceRelations.None, reached, null, inputs));
            return (reached, args.Inputs);
        }

        if (!key.Type.StartsWith("aws:", StringComparison.Ordinal))
        {
            Add(new DeclaredResource(key.Type, key.Name, ResourceRelations.None, key.Name, null, []));
            return (key.Name, args.Inputs);
        }

        Change(key, inputs);
        var account = string.IsNullOrEmpty(args.Provider)
            ? null
            : args.Provider[(args.Provider.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var created = Earlier.TryGetValue(key, out var earlier)
            ? earlier
            : await CreateAsync(key, places.Of(account, inputs), inputs).ConfigureAwait(false);
        Standing[key] = created;
        if (key == Update)
        {
            await CloudFormationResources.UpdateAsync(places.Of(account, inputs), inputs).ConfigureAwait(false);
        }

        Add(
            new DeclaredResource(key.Type, key.Name, ResourceRelations.None, created.Id, created.Arn, inputs)
            {
                ProviderAccountId = account,
            }
        );
        return (created.Id, State(args.Inputs, created));
    }

    /// <inheritdoc/>
    public async Task<object> CallAsync(MockCallArgs args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _begun.TrySetResult();
        return await _functions.AnswerAsync(args.Token!, args.Args).ConfigureAwait(false);
    }

    // As the engine does: what has not begun when something fails is not begun.
    private async Task<Created> CreateAsync(ResourceKey key, Place place, JsonObject inputs)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_failure is not null)
            {
                throw new InvalidOperationException($"{key.Name} is not made, because something else failed");
            }

            return await ResourceKinds.Of(key.Type, key.Name).Create(place, key.Name, inputs).ConfigureAwait(false);
        }
        catch (Exception exception) when (_failure is null)
        {
            throw _failure = new ProvisioningException($"{key.Type} {key.Name} in {place.Account.Id}, {place.Region}", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<object> ExistingAsync(ResourceKey key, string id, JsonObject inputs) =>
        key.Type switch
        {
            "aws:cloudtrail/trail:Trail" => (await CloudTrailResources.ReadAsync(places.Of(null, inputs), id).ConfigureAwait(false))
                .Where(input => input.Value is not null)
                .ToImmutableDictionary(
                    input => input.Key,
                    input => input.Value!.AsValue().TryGetValue<bool>(out var flag) ? (object)flag : input.Value.ToString()
                ),
            "aws:cloudformation/stackInstances:StackInstances" => ImmutableDictionary<string, object>.Empty.Add(
                "stackInstanceSummaries",
                await CloudFormationResources.SummariesAsync(places.Of(null, inputs), id).ConfigureAwait(false)
            ),
            _ => throw new NotSupportedException($"nobody knows how to read the existing {id}, of the type {key.Type}, from the emulator"),
        };

    private static ImmutableDictionary<string, object> State(ImmutableDictionary<string, object> inputs, Created created)
    {
        var state = inputs.SetItems(created.Outputs);
        return created.Arn is null ? state : state.SetItem("arn", created.Arn);
    }

    private void Add(DeclaredResource resource)
    {
        lock (_gate)
        {
            _resources.Add(resource);
        }

        if (resource.Type.StartsWith("aws:", StringComparison.Ordinal))
        {
            Made(resource);
        }
    }
}
