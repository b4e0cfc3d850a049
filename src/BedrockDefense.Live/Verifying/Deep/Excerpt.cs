namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>Shortens what a member says. It can answer with megabytes, and what differs is near where two texts part.</summary>
internal static class Excerpt
{
    private const int MostCharacters = 400;
    private const int SharedCharacters = 40;

    /// <summary>Shortens the declared and the found value alike.</summary>
    public static Deviation Of(Deviation one)
    {
        var shared =
            one.Declared is { } declared && Math.Max(declared.Length, one.Found.Length) > MostCharacters
                ? Math.Max(0, declared.Zip(one.Found).TakeWhile(pair => pair.First == pair.Second).Count() - SharedCharacters)
                : 0;
        return one with { Declared = one.Declared is null ? null : Of(one.Declared, shared), Found = Of(one.Found, shared) };
    }

    /// <summary>Shortens a text.</summary>
    public static string Of(string text, int start = 0)
    {
        var end = Math.Min(text.Length, start + MostCharacters);
        return start == 0 && end == text.Length ? text
            : start >= text.Length ? "…"
            : $"{(start > 0 ? "…" : "")}{text[start..end]}{(end < text.Length ? "…" : "")}";
    }
}
