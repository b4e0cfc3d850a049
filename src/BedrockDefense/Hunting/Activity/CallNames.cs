namespace BedrockDefense.Hunting.Activity;

/// <summary>Makes the names of traits once for each text, because very many calls share them.</summary>
internal sealed class CallNames
{
    private const int Most = 4096;

    private readonly Dictionary<string, string?> _networks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string?, string?), string> _apis = [];

    /// <summary>Returns the network of an address.</summary>
    public string? Network(string address)
    {
        if (!_networks.TryGetValue(address, out var network))
        {
            Bound(_networks);
            _networks[address] = network = CallTraits.Network(address);
        }

        return network;
    }

    /// <summary>Returns the service and the name of a call.</summary>
    public string Api(string? source, string? name)
    {
        if (!_apis.TryGetValue((source, name), out var api))
        {
            Bound(_apis);
            _apis[(source, name)] = api = RecordedCall.ApiOf(source, name);
        }

        return api;
    }

    private static void Bound<TKey, TValue>(Dictionary<TKey, TValue> texts)
        where TKey : notnull
    {
        if (texts.Count == Most)
        {
            texts.Clear();
        }
    }
}
