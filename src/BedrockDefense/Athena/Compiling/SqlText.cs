using System.Globalization;
using System.Text;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes texts of rules in SQL. A literal contains only printable ASCII characters, and its single quotes are doubled. Every other
/// character becomes <c>chr(…)</c> of its code point. So nothing can end a literal early, or hide in a statement that people
/// review.
/// </summary>
internal static class SqlText
{
    /// <summary>Writes a text as an SQL expression.</summary>
    /// <exception cref="InexpressibleException">The text is not valid Unicode, or contains a NUL character.</exception>
    public static string Literal(string text)
    {
        var pieces = new List<string>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; )
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || rune.Value == 0)
            {
                throw new InexpressibleException($"{VisibleText.Quote(text)} holds a character that is no text in SQL");
            }

            at += rune.Utf16SequenceLength;
            if (rune.Value is >= ' ' and <= '~')
            {
                plain.Append(rune.Value == '\'' ? "''" : rune.ToString());
            }
            else
            {
                Flush();
                pieces.Add(string.Create(CultureInfo.InvariantCulture, $"chr({rune.Value})"));
            }
        }

        Flush();
        return pieces.Count switch
        {
            0 => "''",
            1 => pieces[0],
            _ => $"({string.Join(" || ", pieces)})",
        };

        void Flush()
        {
            if (plain.Length > 0)
            {
                pieces.Add($"'{plain}'");
            }

            plain.Clear();
        }
    }

    /// <summary>
    /// Writes the test whether an expression matches a text with wildcards. <c>%</c> and <c>_</c> match the same as <c>*</c> and
    /// <c>?</c> in Sigma, including line breaks and characters of any plane (Trino documentation, "Comparison functions and
    /// operators").
    /// </summary>
    public static string Matches(string expression, SigmaText text)
    {
        if (text.Parts is [{ Kind: TextPartKind.AnyRun }, { Kind: TextPartKind.Literal, Text: var within }, { Kind: TextPartKind.AnyRun }])
        {
            return $"strpos({expression}, {Literal(within)}) > 0";
        }

        var pattern = string.Concat(
            text.Parts.Select(part =>
                part.Kind switch
                {
                    TextPartKind.AnyRun => "%",
                    TextPartKind.AnyCharacter => "_",
                    _ => part
                        .Text.Replace(@"\", @"\\", StringComparison.Ordinal)
                        .Replace("%", @"\%", StringComparison.Ordinal)
                        .Replace("_", @"\_", StringComparison.Ordinal),
                }
            )
        );
        return $@"{expression} LIKE {Literal(pattern)} ESCAPE '\'";
    }

    /// <summary>Writes the JSON path through objects with these names, each quoted.</summary>
    /// <exception cref="InexpressibleException">Trino would read a name in another way than it is written.</exception>
    public static string JsonPath(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (name.Contains('"', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
            {
                throw new InexpressibleException(
                    $"no field of CloudTrail has a name with a quote or backslash, as {VisibleText.Quote(name)} has"
                );
            }
            // In Trino's source, JsonExtract treats a quoted number as an index when it meets an array.
            if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                throw new InexpressibleException($"Trino takes the name {VisibleText.Quote(name)} for a place in a list");
            }
        }

        return Literal("$" + string.Concat(names.Select(name => $"[\"{name}\"]")));
    }

    /// <summary>Writes a number as a double.</summary>
    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture) + "E0";
}
