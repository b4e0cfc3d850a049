using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Provisioning.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using Pulumi.Testing;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>
/// Stands in for the engine and the provider. It creates every resource that the program registers on the emulator, in the account and
/// Region that the resource's provider and its input <c>region</c> name. It returns the service's answers to the program.
/// </summary>
/// <param name="places">The places of resources.</param>
internal sealed class EmulatedAws(Places places) : IMocks, IDisposable
{
    private readonly ProviderFunctions _functions = new(places.Home);
    private readonly Lock _gate = new();
    private readonly List<DeclaredResource> _resources = [];

    // Only one resource is created at a time, because the emulator mixes up concurrent calls.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProvisioningException? _failure;

    /// <summary>
    /// Completes with the program's first question or resource. The program comes to it only after it has read its configuration.
    /// </summary>
    public Task FirstRequest => _firstRequest.Task;

    /// <summary>The failure of the first resource that could not be created; null for none.</summary>
    public ProvisioningException? Failure => _failure;

    /// <summary>Is called for each resource that was created on the emulator.</summary>
    public Action<DeclaredResource> OnCreated { get; init; } = _ => { };

    /// <summary>The resources of an earlier deployment, which this one finds in its state and does not create again.</summary>
    public IReadOnlyDictionary<ResourceKey, CreatedResource> ExistingResources { get; init; } =
        ImmutableDictionary<ResourceKey, CreatedResource>.Empty;

    /// <summary>The one existing StackSet whose template this deployment updates; null for none.</summary>
    public ResourceKey? UpdatedStackSet { get; init; }

    /// <summary>The resources that exist after this deployment, whether it failed or not.</summary>
    public ConcurrentDictionary<ResourceKey, CreatedResource> RemainingResources { get; } = [];

    /// <summary>Changes the inputs of a resource before it is created; by default it changes nothing.</summary>
    public Action<ResourceKey, JsonObject> ChangeInputs { get; init; } = (_, _) => { };

    /// <summary>The resources created so far, in order. Their relations are not known here.</summary>
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
        _firstRequest.TrySetResult();
        var key = new ResourceKey(args.Type!, args.Name!);
        var inputs = WireInputs.Of(args);
        if (!string.IsNullOrEmpty(args.Id))
        {
            return (args.Id, await LookedUpResources.ReadAsync(places.Of(null, inputs), key.Type, args.Id).ConfigureAwait(false));
        }

        if (key.Type == "pulumi:providers:aws")
        {
            // The provider's id is the account that it reaches. So a resource's reference to its provider shows the account.
            var reached = JsonNode.Parse((string)args.Inputs["allowedAccountIds"])![0]!.GetValue<string>();
            Add(new DeclaredResource(key.Type, key.Name, ResourceRelations.None, reached, null, inputs));
            return (reached, args.Inputs);
        }

        if (!key.Type.StartsWith("aws:", StringComparison.Ordinal))
        {
            Add(new DeclaredResource(key.Type, key.Name, ResourceRelations.None, key.Name, null, []));
            return (key.Name, args.Inputs);
        }

        ChangeInputs(key, inputs);
        var account = string.IsNullOrEmpty(args.Provider)
            ? null
            : args.Provider[(args.Provider.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var created = ExistingResources.TryGetValue(key, out var earlier)
            ? earlier
            : await CreateAsync(key, places.Of(account, inputs), inputs).ConfigureAwait(false);
        RemainingResources[key] = created;
        if (key == UpdatedStackSet)
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
        _firstRequest.TrySetResult();
        return await _functions.AnswerAsync(args.Token!, args.Args).ConfigureAwait(false);
    }

    // Like the engine, this class starts nothing more after something has failed.
    private async Task<CreatedResource> CreateAsync(ResourceKey key, Place place, JsonObject inputs)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_failure is not null)
            {
                throw new InvalidOperationException($"{key.Name} is not made, because something else failed");
            }

            var created = await ResourceKinds.Of(key.Type, key.Name).Create(place, key.Name, inputs).ConfigureAwait(false);
            await EmulatedTags
                .SetAsync(place, new DeclaredResource(key.Type, key.Name, ResourceRelations.None, created.Id, created.Arn, inputs))
                .ConfigureAwait(false);
            return created;
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

    private static ImmutableDictionary<string, object> State(ImmutableDictionary<string, object> inputs, CreatedResource created)
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
            OnCreated(resource);
        }
    }
}
