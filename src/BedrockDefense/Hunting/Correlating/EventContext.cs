namespace BedrockDefense.Hunting.Correlating;

/// <summary>What many events of a block have in common.</summary>
/// <param name="Hunt">The number of the hunt.</param>
/// <param name="Rule">The number of the rule.</param>
/// <param name="Group">A digest of the values that the correlation groups by.</param>
/// <param name="Value">A digest of the values that the correlation counts.</param>
/// <param name="Account">The account in UTF-8; null when the event has none.</param>
/// <param name="Region">The Region in UTF-8; null when the event has none.</param>
/// <param name="Name">The name of the call in UTF-8.</param>
internal sealed record EventContext(int Hunt, int Rule, Digest Group, Digest Value, byte[]? Account, byte[]? Region, byte[]? Name)
{
    /// <summary>Reads the contexts of a block.</summary>
    public static EventContext[] ReadAll(int count, ReadOnlySpan<byte> header)
    {
        var contexts = new EventContext[count];
        for (var number = 0; number < count; number++)
        {
            var (hunt, rule) = ((int)RowBuffer.TakeNumber(ref header), (int)RowBuffer.TakeNumber(ref header));
            var (group, value) = (RowBuffer.TakeDigest(ref header), RowBuffer.TakeDigest(ref header));
            contexts[number] = new EventContext(
                hunt,
                rule,
                group,
                value,
                RowBuffer.TakeOptional(ref header),
                RowBuffer.TakeOptional(ref header),
                RowBuffer.TakeOptional(ref header)
            );
        }

        return contexts;
    }
}
