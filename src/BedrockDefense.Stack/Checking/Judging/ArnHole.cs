using System.Text;

namespace BedrockDefense.Stack.Checking.Judging;

/// <summary>
/// ARNs of which parts are unknown until the plan is applied. A hole is a character that no ARN has.
/// </summary>
internal static class ArnHole
{
    /// <summary>Stands for a name: any text without colons and slashes.</summary>
    public const char Name = '\uE000';

    /// <summary>Stands for one digit.</summary>
    public const char Digit = '\uE001';

    /// <summary>Stands for names with slashes between them.</summary>
    public const char Path = '\uE002';

    private const string Filler = "known-when-applied";

    /// <summary>Stands for an account.</summary>
    public static readonly string Account = new(Digit, 12);

    /// <summary>Whether a part is unknown.</summary>
    public static bool IsIn(string arn) => arn.AsSpan().ContainsAny(Name, Digit, Path);

    /// <summary>Fills the holes with something that no policy names.</summary>
    public static string Fill(string arn) =>
        arn.Replace(Name.ToString(), Filler, StringComparison.Ordinal)
            .Replace(Path.ToString(), Filler, StringComparison.Ordinal)
            .Replace(Digit, '9');

    /// <summary>Returns an ARN without holes that the pattern of a policy may match; null when there is none.</summary>
    /// <param name="pattern">The pattern, with <c>*</c> and <c>?</c>.</param>
    /// <param name="arn">The ARN.</param>
    public static string? FindMatch(string pattern, string arn)
    {
        var (found, dead) = (new StringBuilder(), new HashSet<(int, int)>());
        return Walk(0, 0) ? found.ToString() : null;

        // Each pair of places is tried once, so the time is the product of both lengths.
        bool Walk(int at, int place)
        {
            if (at == pattern.Length && place == arn.Length)
            {
                return true;
            }

            if (!dead.Add((at, place)))
            {
                return false;
            }

            char? wanted = at < pattern.Length ? pattern[at] : null;
            char? given = place < arn.Length ? arn[place] : null;
            return (wanted == '*' && (Walk(at + 1, place) || (given is not null && Emit(OneOf(given.Value, null), at, place + 1))))
                || (
                    IsText(given)
                    && (Walk(at, place + 1) || (wanted is not (null or '*') && Emit(OneOf(given!.Value, wanted), at + 1, place)))
                )
                || (
                    wanted is not (null or '*')
                    && given is not null
                    && !IsText(given)
                    && Emit(OneOf(given.Value, wanted), at + 1, place + 1)
                );
        }

        bool Emit(string? text, int at, int place)
        {
            if (text is null)
            {
                return false;
            }

            var length = found.Length;
            found.Append(text);
            if (Walk(at, place))
            {
                return true;
            }

            found.Length = length;
            return false;
        }
    }

    private static bool IsText(char? given) => given is Name or Path;

    // What stands where both agree; nothing for a hole that a star covers, and null where they cannot agree.
    private static string? OneOf(char given, char? wanted) =>
        (given, wanted) switch
        {
            (Name or Path, null) => "",
            (Name or Path, '?') => "x",
            (Name, ':' or '/') or (Path, ':') => null,
            (Name or Path, { } character) => character.ToString(),
            (Digit, null or '?') => "1",
            (Digit, { } character) => char.IsAsciiDigit(character) ? character.ToString() : null,
            (_, null or '?') => given.ToString(),
            _ => given == wanted ? given.ToString() : null,
        };
}
