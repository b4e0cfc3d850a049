namespace BedrockDefense.Hunting.Correlating;

/// <summary>A block of packed events.</summary>
/// <param name="Contexts">What events of the block have in common.</param>
/// <param name="Callers">The callers of the events in UTF-8; null for an event that does not have one.</param>
/// <param name="Rows">The rows, which <see cref="EventRow"/> reads.</param>
internal sealed record EventBlock(EventContext[] Contexts, byte[]?[] Callers, ReadOnlyMemory<byte> Rows);
