using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource's output property. The registration provides its value.</summary>
internal interface IOutputSlot
{
    void Set(OutputData<object?> data);

    /// <summary>Converts and sets the wire value. A value of the wrong type counts as the type's default.</summary>
    void SetState(object? wire);

    void TrySetDefault(bool isKnown);

    void TryFail(Exception exception);
}

/// <inheritdoc cref="IOutputSlot"/>
internal sealed class OutputSlot<T> : IOutputSlot
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private readonly Resource _resource;

    public OutputSlot(Resource resource)
    {
        _resource = resource;
        Output = new(_source.Task);
    }

    public Output<T> Output { get; }

    public void Set(OutputData<object?> data) =>
        _source.SetResult(new(data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret, data.Resources.Add(_resource)));

    public void SetState(object? wire) => Set(StateConverter.Convert(wire, typeof(T)));

    public void TrySetDefault(bool isKnown) => _source.TrySetResult(new(default!, isKnown, IsSecret: false, [_resource]));

    public void TryFail(Exception exception) => _source.TrySetException(exception);
}
