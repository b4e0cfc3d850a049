namespace BedrockDefense.Scp.Documents;

/// <summary>One character of a pattern.</summary>
/// <param name="Character">The character.</param>
/// <param name="IsWildcard">Whether the character stands for other characters.</param>
/// <param name="StopsAtColon">Whether the wildcard does not match a colon.</param>
internal readonly record struct WildcardSymbol(char Character, bool IsWildcard, bool StopsAtColon = false)
{
    public bool IsStar => IsWildcard && Character == '*';

    public bool IsColon => !IsWildcard && Character == ':';

    public bool Fits(char character, bool ignoreCase) =>
        IsWildcard
            ? !StopsAtColon || character != ':'
            : Character == character || (ignoreCase && char.ToUpperInvariant(Character) == char.ToUpperInvariant(character));
}
