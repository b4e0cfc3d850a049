namespace BedrockDefense.Input;

/// <summary>Suggests the right name for a misspelt name.</summary>
public static class Spelling
{
    /// <summary>The number of characters for each allowed change. A name with more changes counts as a different name.</summary>
    private const int CharactersPerChange = 3;

    /// <summary>The minimum length of a name that is treated as a prefix. A shorter one would be the prefix of too many names.</summary>
    private const int ShortestBeginning = 8;

    /// <summary>
    /// Returns the known name with the fewest changed, added or missing characters. If no name is close, it returns the shortest
    /// name that begins with the given one, or null.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (best, fewest) = ((string?)null, (name.Length / CharactersPerChange) + 1);
        // The name may come from an attacker, and the work grows with its length.
        if (name.Length > VisibleText.Excerpt)
        {
            return null;
        }

        foreach (var candidate in known.Order(StringComparer.Ordinal).Where(candidate => Math.Abs(candidate.Length - name.Length) < fewest))
        {
            if (Distance(name, candidate) is var distance && distance < fewest && Math.Abs(candidate.Length - name.Length) < fewest)
            {
                (best, fewest) = (candidate, distance);
            }
        }

        return best
            ?? (
                name.Length < ShortestBeginning
                    ? null
                    : known
                        .Where(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                        .OrderBy(candidate => candidate.Length)
                        .ThenBy(candidate => candidate, StringComparer.Ordinal)
                        .FirstOrDefault()
            );
    }

    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        foreach (var (row, letter) in left.Index())
        {
            var current = new int[previous.Length];
            current[0] = row + 1;
            for (var column = 1; column < current.Length; column++)
            {
                var change = char.ToLowerInvariant(letter) == char.ToLowerInvariant(right[column - 1]) ? 0 : 1;
                current[column] = Math.Min(previous[column - 1] + change, Math.Min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[^1];
    }
}
