namespace Pulumi;

/// <summary>A resource that groups others.</summary>
public class ComponentResource : Resource
{
    /// <summary>Creates and registers a component without arguments.</summary>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options, remote: false, registerPackageRequest: null) { }

    /// <summary>Creates and registers a component.</summary>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : this(type, name, args, options, remote, registerPackageRequest: null) { }

    /// <summary>Creates and registers a component of a parameterized package.</summary>
    public ComponentResource(
        string type,
        string name,
        ResourceArgs? args,
        ComponentResourceOptions? options,
        bool remote,
        RegisterPackageRequest? registerPackageRequest = null
    )
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new(), remote) => IsRemote = remote;

    /// <summary>Whether a provider creates the component's children.</summary>
    internal bool IsRemote { get; }

    /// <summary>Registers the values of the properties that have an <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs() =>
        RegisterOutputs(
            OutputProperty
                .Of(GetType())
                .Where(property => property.IsDeclared)
                .ToDictionary(property => property.Name, property => property.GetValue(this))
        );

    /// <summary>Registers outputs, which ends the component's construction.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object?})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Instance.Internal.RegisterOutputs(this, outputs);
    }
}
