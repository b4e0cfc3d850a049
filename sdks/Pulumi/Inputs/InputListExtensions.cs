namespace Pulumi;

/// <summary>Lets a list of unions take a value of either type in a collection initializer.</summary>
public static class InputListExtensions
{
    /// <summary>Appends a value of the union's first type.</summary>
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) => list.Add(value.Apply(Union<T0, T1>.FromT0));

    /// <summary>Appends a value of the union's second type.</summary>
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) => list.Add(value.Apply(Union<T0, T1>.FromT1));
}
