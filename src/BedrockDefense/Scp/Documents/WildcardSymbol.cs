namespace BedrockDefense.Scp.Documents;

/// <summary>One character of a pattern; whether it stands for others, and if so whether a colon is among them.</summary>
internal readonly record struct WildcardSymbol(char Character, bool IsWildcard, bool StopsAtColon = false)
{
    public bool IsStar => IsWildcard && Character == '*';

    public bool IsColon => !IsWildcard && Character == ':';

    public bool Fits(char character, bool ignoreCase) =>
        IsWildcard
            ? !StopsAtColon || character != ':'
            : Character == character || (ignoreCase && char.ToUpperInvariant(Character) == char.ToUpperInvariant(character));
}
