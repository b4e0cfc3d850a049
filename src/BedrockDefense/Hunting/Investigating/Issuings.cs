namespace BedrockDefense.Hunting.Investigating;

/// <summary>The calls that issued credentials, by the key that they issued and by the key that they used.</summary>
internal sealed class Issuings(IEnumerable<CredentialEvent> events)
{
    private readonly ILookup<string, CredentialEvent> _byIssued = Lookup(events, one => one.IssuedKey);
    private readonly ILookup<string, CredentialEvent> _byUsed = Lookup(
        events.Where(one => one.IssuedKey is not null),
        one => one.CallerKey
    );

    /// <summary>Returns the calls that issued a key, each with the other records of the same call.</summary>
    public IReadOnlyList<(CredentialEvent Call, IReadOnlyList<CredentialEvent> Others)> Of(string key) => Calls(_byIssued[key]);

    /// <summary>Returns the calls that issued something with a key.</summary>
    public IReadOnlyList<CredentialEvent> With(string key) =>
        [.. _byUsed[key].GroupBy(one => one.IssuedKey).SelectMany(issued => Calls(issued)).Select(one => one.Call)];

    // A call between accounts is recorded in both, and only the caller's account sees its key. An archive may also hold a record twice.
    private static List<(CredentialEvent Call, IReadOnlyList<CredentialEvent> Others)> Calls(IEnumerable<CredentialEvent> records)
    {
        var calls = new List<(CredentialEvent, IReadOnlyList<CredentialEvent>)>();
        foreach (var call in records.GroupBy(one => one.SharedEventId ?? one.Event.EventId ?? $"{one.Offset} {one.File}"))
        {
            CredentialEvent[] keyed = [.. call.Where(one => one.CallerKey is not null).DistinctBy(one => one.CallerKey)];
            foreach (var one in keyed is [] ? [call.First()] : keyed)
            {
                calls.Add(
                    (one, [.. call.Where(other => other.Event.EventId != one.Event.EventId).DistinctBy(other => other.Event.EventId)])
                );
            }
        }

        return calls;
    }

    private static ILookup<string, CredentialEvent> Lookup(IEnumerable<CredentialEvent> events, Func<CredentialEvent, string?> keyOf) =>
        events.Where(one => keyOf(one) is not null).ToLookup(one => keyOf(one)!, StringComparer.Ordinal);
}
