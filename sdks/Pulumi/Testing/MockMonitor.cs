using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>Asks the mocks instead of an engine, and records the registered resources.</summary>
internal sealed class MockMonitor(IMocks mocks, Deployment deployment)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RegisteredResource> _registered = [];
    private ImmutableArray<Resource> _resources = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_gate)
            {
                return _resources;
            }
        }
    }

    public RegisteredResource Find(string urn)
    {
        lock (_gate)
        {
            return _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"No resource was registered as {urn}.");
        }
    }

    /// <summary>Registers a resource. A stack is registered without asking the mocks.</summary>
    public async Task<RegisteredResource> RegisterAsync(Resource resource, MockResourceArgs request, string parentUrn, bool isRead)
    {
        var urn = Urn(parentUrn, request.Type!, request.Name!);
        if (!isRead)
        {
            Remember(resource);
        }

        if (request.Type == Stack.TypeName)
        {
            return new(urn, "", ImmutableDictionary<string, object?>.Empty);
        }

        var asked = request.Id!;
        var (id, state) = await mocks.NewResourceAsync(request).ConfigureAwait(false);
        var registered = new RegisteredResource(urn, isRead ? asked : id ?? asked, await SerializeAsync(state).ConfigureAwait(false));
        lock (_gate)
        {
            _registered[urn] = registered;
        }

        if (isRead)
        {
            Remember(resource);
        }

        return registered;
    }

    public Task RegisterOutputsAsync(string urn, ImmutableDictionary<string, object?> wire) =>
        mocks.RegisterResourceOutputs(
            new(
                urn,
                wire.ToImmutableDictionary(
                    entry => entry.Key,
                    entry => new Output<object?>(Task.FromResult(Deserializer.Deserialize(entry.Value)))
                )
            )
        );

    public async Task<ImmutableDictionary<string, object?>> CallAsync(
        string token,
        ImmutableDictionary<string, object> args,
        string provider
    ) =>
        await SerializeAsync(
                await mocks
                    .CallAsync(
                        new()
                        {
                            Token = token,
                            Args = args,
                            Provider = provider,
                        }
                    )
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);

    private static async Task<ImmutableDictionary<string, object?>> SerializeAsync(object? state)
    {
        if (state is IDictionary<string, object> map)
        {
            state = map.ToImmutableDictionary();
        }

        return await new Serializer().SerializeAsync("state", state).ConfigureAwait(false) as ImmutableDictionary<string, object?>
            ?? throw new InvalidOperationException(
                $"A mock must return a dictionary by wire name, not {state?.GetType().FullName ?? "null"}."
            );
    }

    private void Remember(Resource resource)
    {
        lock (_gate)
        {
            _resources = _resources.Add(resource);
        }
    }

    // Only the root of the parent's chain of types counts, as in the real test runs.
    private string Urn(string parentUrn, string type, string name)
    {
        if (parentUrn.Length > 0)
        {
            type = $"{parentUrn.Split("::")[2].Split('$')[0]}${type}";
        }

        return $"urn:pulumi:{deployment.StackName}::{deployment.ProjectName}::{type}::{name}";
    }
}
