namespace BedrockDefense.Scp.Documents;

/// <summary>A policy's value with its variables filled. Only the wildcards that the policy itself writes are wildcards.</summary>
internal sealed class ResolvedText(IReadOnlyList<WildcardSymbol> symbols)
{
    private string? _plain;

    public IReadOnlyList<WildcardSymbol> Symbols { get; } = symbols;

    /// <summary>The value as text, with its wildcards as plain characters.</summary>
    public string PlainText => _plain ??= string.Concat(Symbols.Select(symbol => symbol.Character));
}
