namespace BedrockDefense.Scp.Documents;

/// <summary>A policy's value with its variables filled: wildcards only where the policy itself writes them.</summary>
internal sealed class ResolvedText(IReadOnlyList<WildcardSymbol> symbols)
{
    private string? _plain;

    public IReadOnlyList<WildcardSymbol> Symbols { get; } = symbols;

    /// <summary>The value with its wildcards taken as plain characters.</summary>
    public string Plain => _plain ??= string.Concat(Symbols.Select(symbol => symbol.Character));
}
