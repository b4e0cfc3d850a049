using System.Collections.Immutable;

namespace Pulumi;

/// <summary>An object that the engine manages. Its constructor registers it with the running deployment.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;

    /// <summary>Creates and registers a resource.</summary>
    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;
        var deployment = Deployment.Instance.Internal;
        Slots = OutputProperty.Assign(this, declaredOutputs: custom || remote || options.Urn is not null);

        var transformer = options.Parent ?? (type == Stack.TypeName || options.Urn is not null ? null : deployment.Stack);
        _transformations = [.. options.ResourceTransformations, .. transformer?._transformations ?? []];
        (args, options) = Transform(args, options);
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
        {
            throw new ResourceException("A component takes the option Provider or the option Providers, not both.", options.Parent);
        }

        if (options.Parent is { } parent)
        {
            lock (parent.Children)
            {
                parent.Children.Add(this);
            }

            options.Protect ??= parent._protect;
            _providers = parent._providers;
        }
        if (custom)
        {
            options.Provider ??= options.Parent?.GetProvider(type);
        }

        _providers = _providers.SetItems(OwnProviders(custom, options));
        _protect = options.Protect;
        foreach (var alias in options.Aliases)
        {
            _ = alias.Apply(given => given.ToUrn(name, type, options.Parent));
        }

        deployment.Register(this, args, options);
    }

    /// <summary>Creates an object for a resource that was registered elsewhere.</summary>
    private protected Resource() => (_type, _name) = ("", "");

    /// <summary>The resource's URN.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    /// <summary>The outputs that registration resolves, by wire name.</summary>
    internal ImmutableDictionary<string, IOutputSlot> Slots { get; } = ImmutableDictionary<string, IOutputSlot>.Empty;

    /// <summary>The resources that name this one as their parent. Lock the set while reading.</summary>
    internal HashSet<Resource> Children { get; } = [];

    /// <summary>The type token.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name given by the program.</summary>
    public string GetResourceName() => _name;

    /// <summary>Finds the provider for the package of a token such as <c>aws:iam/role:Role</c>.</summary>
    internal ProviderResource? GetProvider(string token) =>
        token.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is not { } changed)
            {
                continue;
            }

            if (changed.Options.Parent != options.Parent)
            {
                throw new ArgumentException("A transformation must leave the parent of a resource as it is.");
            }

            (args, options) = (changed.Args, changed.Options);
        }
        return (args, options.Clone());
    }

    private IEnumerable<KeyValuePair<string, ProviderResource>> OwnProviders(bool custom, ResourceOptions options)
    {
        if (!custom)
        {
            return ((options as ComponentResourceOptions)?.Providers ?? [])
                .Concat(options.Provider is { } provider ? [provider] : [])
                .Select(given => KeyValuePair.Create(given.Package, given));
        }

        return options.Provider is { } own && _type.Split(':') is [var package, _, _] ? [KeyValuePair.Create(package, own)] : [];
    }
}
