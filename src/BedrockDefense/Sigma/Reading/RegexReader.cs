using System.Text.RegularExpressions;

namespace BedrockDefense.Sigma.Reading;

/// <summary>
/// Reads regular expressions in the form that the modifiers appendix of the specification defines: <c>.</c>, anchors, quantifiers,
/// classes, alternation and groups; "other metacharacters are unsupported and can not be used".
/// </summary>
internal static class RegexReader
{
    private const string EscapableCharacters = @".^$*+?{}[]|()\/-";

    /// <summary>Returns the test; after a fault, it returns null.</summary>
    public static RegexTest? Read(FieldKey key, YamlScalar value, FaultList faults)
    {
        if (FindUnsupported(value.Text) is { } construct)
        {
            faults.Add(
                value.Location,
                $"'{construct}' is outside Sigma's regular expressions, which have . ^ $ * + ? {{n,m}} [a-z] | ( ) and \\ "
                    + "before one of them"
            );
            return null;
        }
        // NonBacktracking guarantees that no text of an event can make matching slow.
        var options =
            RegexOptions.NonBacktracking
            | RegexOptions.CultureInvariant
            | (key.Has("i") ? RegexOptions.IgnoreCase : 0)
            | (key.Has("m") ? RegexOptions.Multiline : 0)
            | (key.Has("s") ? RegexOptions.Singleline : 0);
        try
        {
            return new RegexTest(new Regex(value.Text, options));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            faults.Add(value.Location, $"not a regular expression: {exception.Message}");
            return null;
        }
    }

    private static string? FindUnsupported(string expression)
    {
        for (var i = 0; i < expression.Length; i++)
        {
            var next = i + 1 < expression.Length ? expression[i + 1] : '\0';
            if (expression[i] == '\\')
            {
                if (!EscapableCharacters.Contains(next, StringComparison.Ordinal))
                {
                    return expression.Substring(i, Math.Min(2, expression.Length - i));
                }

                i++;
            }
            else if (expression[i] == '(' && next == '?')
            {
                return "(?";
            }
        }
        return null;
    }
}
