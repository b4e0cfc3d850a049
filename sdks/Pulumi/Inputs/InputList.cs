using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list argument. Its elements, or the whole list, may be outputs.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _items;

    /// <summary>An empty list.</summary>
    public InputList()
        : this(Output.Create(ImmutableArray<Input<T>>.Empty)) { }

    private InputList(Output<ImmutableArray<Input<T>>> items) => _items = items;

    internal override Output<ImmutableArray<T>> Value =>
        _items.Apply(items => items.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All(items));

    private protected override IOutput Shape => _items;

    /// <summary>Appends elements.</summary>
    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    /// <summary>Appends another list's elements, in a collection initializer.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Appends another list's elements.</summary>
    public void AddRange(InputList<T> inputs) => _items = Concat(inputs)._items;

    /// <summary>Makes a new list of this list's elements, followed by the other's.</summary>
    public InputList<T> Concat(InputList<T> other) =>
        new(Output.Tuple(_items, other._items).Apply(lists => lists.Item1.AddRange(lists.Item2)));

    /// <summary>A list of one element.</summary>
    public static implicit operator InputList<T>(T value) => Of([value]);

    /// <inheritdoc cref="op_Implicit(T)"/>
    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    /// <inheritdoc cref="op_Implicit(T)"/>
    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    /// <summary>A list of the elements.</summary>
    public static implicit operator InputList<T>(T[] values) => Of([.. values.Select(Plain)]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Output<T>[] values) => Of([.. values.Select(Pending)]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Input<T>[] values) => Of([.. values]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<T> values) => Of([.. values.Select(Plain)]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<Output<T>> values) => Of([.. values.Select(Pending)]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<Input<T>> values) => Of([.. values]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(Lift(values));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) =>
        Of(values.IsDefault ? default : [.. values.Select(Pending)]);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    /// <summary>A list that is an output as a whole.</summary>
    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(ImmutableArray.CreateRange);

    /// <inheritdoc cref="op_Implicit(Output{T[]})"/>
    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(ImmutableArray.CreateRange);

    /// <inheritdoc cref="op_Implicit(Output{T[]})"/>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => values.Apply(ImmutableArray.CreateRange);

    /// <inheritdoc cref="op_Implicit(Output{T[]})"/>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values.Apply(Lift));

    /// <summary>Returns the elements once the list is known; none if it stays unknown.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var values = await Value.GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        foreach (var value in values)
        {
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException("The elements of an InputList may not be there yet: enumerate it with `await foreach`.");

    internal InputList<T> Clone() => new(_items);

    private static InputList<T> Of(ImmutableArray<Input<T>> items) => new(Output.Create(items));

    private static ImmutableArray<Input<T>> Lift(ImmutableArray<T> values) => values.IsDefault ? default : [.. values.Select(Plain)];

    private static Input<T> Plain(T value) => value;

    private static Input<T> Pending(Output<T> value) => value;
}
