using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Function arguments given by wire name.</summary>
public sealed class DictionaryInvokeArgs : InvokeArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    /// <summary>Takes plain values and outputs of types that a resource output may have.</summary>
    public DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary)
    {
        StateConverter.CheckValues(nameof(dictionary), dictionary.Values);
        _dictionary = dictionary;
    }

    internal override ImmutableDictionary<string, object?> ToDictionary() => _dictionary;
}
