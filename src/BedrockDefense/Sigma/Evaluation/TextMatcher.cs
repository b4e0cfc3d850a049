using System.Text;

namespace BedrockDefense.Sigma.Evaluation;

/// <summary>
/// Compares texts with wildcard patterns. When case is ignored, each character is compared in upper case, without regard to any
/// language.
/// </summary>
internal static class TextMatcher
{
    public static bool AreEqual(string left, string right, bool cased) =>
        left.Length == right.Length && Enumerable.Range(0, left.Length).All(i => AreEqual(left[i], right[i], cased));

    /// <summary>Returns whether the pattern matches the whole text.</summary>
    public static bool Matches(SigmaText pattern, string text, bool cased)
    {
        var steps = Steps(pattern);
        var (step, at) = (0, 0);
        var (starStep, starAt) = (-1, 0);
        // The search is greedy and remembers only the last star. Once a later star is reached, an earlier one never needs another
        // try.
        while (at < text.Length)
        {
            var (kind, character) = step < steps.Count ? steps[step] : (TextPartKind.Placeholder, '\0');
            if (kind == TextPartKind.AnyRun)
            {
                (starStep, starAt) = (step++, at);
            }
            else if (kind == TextPartKind.AnyCharacter)
            {
                at += Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;
                step++;
            }
            else if (kind == TextPartKind.Literal && AreEqual(character, text[at], cased))
            {
                step++;
                at++;
            }
            else if (starStep >= 0)
            {
                (step, at) = (starStep + 1, ++starAt);
            }
            else
            {
                return false;
            }
        }
        return steps.FindIndex(step, rest => rest.Kind != TextPartKind.AnyRun) < 0;
    }

    private static bool AreEqual(char left, char right, bool cased) =>
        left == right || (!cased && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));

    private static List<(TextPartKind Kind, char Character)> Steps(SigmaText pattern)
    {
        var steps = new List<(TextPartKind Kind, char Character)>();
        foreach (var part in pattern.Parts)
        {
            foreach (var character in part.Kind == TextPartKind.Literal ? part.Text : "\0")
            {
                steps.Add((part.Kind, character));
            }
        }
        return steps;
    }
}
