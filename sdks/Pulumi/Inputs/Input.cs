namespace Pulumi;

/// <summary>A resource argument: a plain value or an <see cref="Output{T}"/> of one.</summary>
public class Input<T> : IInput
{
    private readonly Output<T>? _value;

    private protected Input(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Creates the base of a list or a map, which computes <see cref="Value"/> from its elements.</summary>
    private protected Input() { }

    internal virtual Output<T> Value => _value!;

    private protected virtual IOutput Shape => Value;

    IOutput IInput.Flat => Value;

    IOutput IInput.Shape => Shape;

    /// <summary>A plain value as an input.</summary>
    public static implicit operator Input<T>(T value) => Output.Create(value);

    /// <summary>An output as an input.</summary>
    public static implicit operator Input<T>(Output<T> value) => new(value);

    /// <summary>The input's value as an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.Value;
}
