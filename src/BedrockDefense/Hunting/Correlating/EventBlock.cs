namespace BedrockDefense.Hunting.Correlating;

/// <summary>A block of packed events.</summary>
/// <param name="Contexts">What events of the block have in common.</param>
/// <param name="Callers">The callers of the events and their addresses in UTF-8; null for what an event does not have.</param>
/// <param name="Rows">The rows, which <see cref="EventRow"/> reads.</param>
internal sealed record EventBlock(EventContext[] Contexts, (byte[]? Caller, byte[]? Address)[] Callers, ReadOnlyMemory<byte> Rows);
