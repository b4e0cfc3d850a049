namespace Pulumi;

/// <summary>An argument that may be of either of two types.</summary>
public sealed class InputUnion<T0, T1> : Input<Union<T0, T1>>
{
    /// <summary>The default value of the first type.</summary>
    public InputUnion()
        : this(Output.Create(default(Union<T0, T1>))) { }

    private InputUnion(Output<Union<T0, T1>> value)
        : base(value) { }

    /// <summary>A union as an input.</summary>
    public static implicit operator InputUnion<T0, T1>(Union<T0, T1> value) => Output.Create(value);

    /// <summary>A value of the first type as an input.</summary>
    public static implicit operator InputUnion<T0, T1>(T0 value) => Output.Create(value);

    /// <summary>A value of the second type as an input.</summary>
    public static implicit operator InputUnion<T0, T1>(T1 value) => Output.Create(value);

    /// <summary>An input of the first type.</summary>
    public static implicit operator InputUnion<T0, T1>(Input<T0> value) => value.Apply(Union<T0, T1>.FromT0);

    /// <summary>An input of the second type.</summary>
    public static implicit operator InputUnion<T0, T1>(Input<T1> value) => value.Apply(Union<T0, T1>.FromT1);

    /// <summary>An output of the union.</summary>
    public static implicit operator InputUnion<T0, T1>(Output<Union<T0, T1>> value) => new(value);

    /// <summary>An output of the first type.</summary>
    public static implicit operator InputUnion<T0, T1>(Output<T0> value) => value.Apply(Union<T0, T1>.FromT0);

    /// <summary>An output of the second type.</summary>
    public static implicit operator InputUnion<T0, T1>(Output<T1> value) => value.Apply(Union<T0, T1>.FromT1);
}
