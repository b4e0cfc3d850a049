namespace BedrockDefense.Stack.Comparison;

/// <summary>Finds the secrets of which nothing tells whether they differ. Only the stack's secrets provider can decrypt them.</summary>
internal static class SecretComparer
{
    /// <summary>Returns a sentence for each setting whose secrets may differ.</summary>
    public static IEnumerable<string> FindUnknown(ComparedConfiguration old, ComparedConfiguration @new) =>
        old
            .SecretDigests.Keys.Union(@new.SecretDigests.Keys, StringComparer.Ordinal)
            .Where(key => old.SecretDigests.GetValueOrDefault(key) != @new.SecretDigests.GetValueOrDefault(key))
            .Order(StringComparer.Ordinal)
            .Select(key => $"{key} holds secrets that are not decrypted here, and their ciphertexts differ");
}
