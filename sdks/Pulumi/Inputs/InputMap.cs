using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map argument with text keys. Its values, or the whole map, may be outputs.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>,
        IEnumerable,
        IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _entries;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty)) { }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> entries) => _entries = entries;

    internal override Output<ImmutableDictionary<string, TValue>> Value =>
        _entries.Apply(entries =>
            entries is null
                ? Output.Create((ImmutableDictionary<string, TValue>)null!)
                : Output.All(entries.Select(Pair)).Apply(pairs => pairs.ToImmutableDictionary())
        );

    private protected override IOutput Shape => _entries;

    /// <summary>Adds an entry, in an object initializer.</summary>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Adds an entry. If a key is added twice with different values, the resource that uses the map fails.</summary>
    public void Add(string key, Input<TValue> value) =>
        _entries = _entries.Apply(entries =>
            entries.SetItem(key, entries.TryGetValue(key, out var earlier) ? Agreed(key, earlier, value) : value)
        );

    /// <summary>Adds another map's entries, in a collection initializer.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds another map's entries; their keys must be new.</summary>
    public void AddRange(InputMap<TValue> values) =>
        _entries = Output.Tuple(_entries, values._entries).Apply(maps => maps.Item1.AddRange(maps.Item2));

    /// <summary>Makes a new map of both maps' entries. Where both have a key, the second map's value counts.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(Output.Tuple(first._entries, second._entries).Apply(maps => maps.Item1.SetItems(maps.Item2)));

    /// <summary>A map of the entries.</summary>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    /// <inheritdoc cref="op_Implicit(Dictionary{string, TValue})"/>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    /// <summary>A map that is an output as a whole.</summary>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        values.Apply(ImmutableDictionary.CreateRange);

    /// <inheritdoc cref="op_Implicit(Output{Dictionary{string, TValue}})"/>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        values.Apply(ImmutableDictionary.CreateRange);

    /// <inheritdoc cref="op_Implicit(Output{Dictionary{string, TValue}})"/>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) =>
        new(values.Apply(map => map?.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value)!));

    /// <summary>Returns the entries once the map is known; none if it stays unknown.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var map = await Value.GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (var entry in map)
        {
            yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException("The entries of an InputMap may not be there yet: enumerate it with `await foreach`.");

    private static Output<KeyValuePair<string, TValue>> Pair(KeyValuePair<string, Input<TValue>> entry) =>
        entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value));

    private static Output<TValue> Agreed(string key, Input<TValue> earlier, Input<TValue> later) =>
        Output
            .Tuple(earlier, later)
            .Apply(values =>
                EqualityComparer<TValue>.Default.Equals(values.Item1, values.Item2)
                    ? values.Item1
                    : throw new ArgumentException($"Key '{key}' was already added to the map, with another value.")
            );
}
