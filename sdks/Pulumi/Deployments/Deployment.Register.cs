using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Registers the resource once all its dependencies are registered, and resolves its outputs.</summary>
    internal void Register(Resource resource, ResourceArgs args, ResourceOptions options) => Track(CompleteAsync(resource, args, options));

    /// <summary>Registers a component's outputs once all of them are available.</summary>
    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        Track(RegisterAsync());

        async Task RegisterAsync()
        {
            var urn = await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
            var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
            var (wire, _) = await SerializeAsync("outputs", values).ConfigureAwait(false);
            await _monitor.RegisterOutputsAsync(urn, wire).ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            var registered = await ReadOrRegisterAsync(resource, args, options).ConfigureAwait(false);
            resource.Slots["urn"].Set(OutputData<object?>.Known(registered.Urn));
            if (resource is CustomResource)
            {
                resource.Slots["id"].Set(OutputData<object?>.Known(registered.Id) with { IsKnown = registered.Id.Length > 0 });
            }

            foreach (var (name, slot) in resource.Slots)
            {
                if (name is not ("urn" or "id") && registered.State.TryGetValue(name, out var value))
                {
                    slot.SetState(value);
                }
            }
        }
        catch (Exception exception)
        {
            foreach (var slot in resource.Slots.Values)
            {
                slot.TryFail(exception);
            }

            throw;
        }
        finally
        {
            foreach (var slot in resource.Slots.Values)
            {
                slot.TrySetDefault(isKnown: !IsDryRun);
            }
        }
    }

    private async Task<RegisteredResource> ReadOrRegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is not null)
        {
            return _monitor.Find(options.Urn);
        }

        var id = await options.Id.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var isRead = !string.IsNullOrEmpty(id);
        if (isRead && resource is not CustomResource)
        {
            throw new ArgumentException("The option Id, which reads an existing resource, is for custom resources only.");
        }

        if (!isRead)
        {
            await WaitForReplacementOptionsAsync(options).ConfigureAwait(false);
        }

        var explicitDependencies = await DependenciesAsync(options.DependsOn).ConfigureAwait(false);
        var (inputs, dependencies) = await SerializeAsync(resource.GetResourceName(), args.ToDictionary().RemoveRange(["id", "urn"]))
            .ConfigureAwait(false);
        var parent = options.Parent ?? (resource.GetResourceType() == Stack.TypeName ? null : Stack);
        var parentUrn = parent is null ? "" : await parent.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var provider =
            resource is CustomResource && options.Provider is not null
                ? await options.Provider.GetReferenceAsync().ConfigureAwait(false)
                : "";
        foreach (var dependency in ResourceGraph.Registered([.. explicitDependencies, .. dependencies]))
        {
            await dependency.Urn.Data.ConfigureAwait(false);
        }

        var request = new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = Deserializer.DeserializeKnown(inputs),
            Provider = provider,
            Id = isRead ? id : (options as CustomResourceOptions)?.ImportId ?? "",
        };
        return await _monitor.RegisterAsync(resource, request, parentUrn, isRead).ConfigureAwait(false);
    }

    private static async Task WaitForReplacementOptionsAsync(ResourceOptions options)
    {
        if (options.DeletedWith is not null)
        {
            await options.DeletedWith.Urn.Data.ConfigureAwait(false);
        }

        foreach (var resource in await DependenciesAsync(options.ReplaceWith).ConfigureAwait(false))
        {
            await resource.Urn.Data.ConfigureAwait(false);
        }

        if (options.ReplacementTrigger is not null)
        {
            await new Serializer().SerializeAsync("replacementTrigger", options.ReplacementTrigger).ConfigureAwait(false);
        }
    }

    private static Task<ImmutableArray<Resource>> DependenciesAsync(InputList<Resource> resources) =>
        resources.Value.GetValueAsync(whenUnknown: []);

    private static async Task<(ImmutableDictionary<string, object?> Wire, HashSet<Resource> Dependencies)> SerializeAsync(
        string label,
        IEnumerable<KeyValuePair<string, object?>> values
    )
    {
        var wire = ImmutableDictionary.CreateBuilder<string, object?>();
        var serializer = new Serializer();
        foreach (var (name, value) in values)
        {
            try
            {
                if (await serializer.SerializeAsync($"{label}.{name}", value).ConfigureAwait(false) is { } serialized)
                {
                    wire.Add(name, serialized);
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {exception.Message}", exception);
            }
        }
        return (wire.ToImmutable(), serializer.Dependencies);
    }
}
