namespace BedrockDefense.Bench.Hunting;

/// <summary>Random numbers that depend only on a seed, not on the platform (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    public const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    // The seed is mixed, since the states of neighbouring seeds would otherwise follow each other.
    private ulong _state = Mix(seed + 20261125);

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }

    public int NextBelow(int limit) => (int)(Next() % (ulong)limit);

    public T Of<T>(T[] choices) => choices[NextBelow(choices.Length)];

    public string Letters(int length, string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") =>
        string.Create(
            length,
            (this, alphabet),
            static (text, source) =>
            {
                for (var index = 0; index < text.Length; index++)
                {
                    text[index] = source.alphabet[source.Item1.NextBelow(source.alphabet.Length)];
                }
            }
        );

    public string Hex(int length) => Letters(length, "0123456789abcdef");

    public string Guid() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}";
}
