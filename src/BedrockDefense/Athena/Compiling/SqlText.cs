using System.Globalization;
using System.Text;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Text of rules in SQL. A literal holds printable ASCII only, its single quotes doubled; every other character is
/// <c>chr(…)</c> of its code point, so that nothing ends a literal or hides in a statement that people review.
/// </summary>
internal static class SqlText
{
    /// <summary>A text as an SQL expression.</summary>
    /// <exception cref="InexpressibleException">The text is no sequence of Unicode characters, or has a NUL.</exception>
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
    /// Whether a text matches one with wildcards. <c>%</c> and <c>_</c> stand for what Sigma's <c>*</c> and <c>?</c> do, line
    /// breaks and characters of any plane included (Trino documentation, "Comparison functions and operators").
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

    /// <summary>The path through objects of these names, each quoted.</summary>
    /// <exception cref="InexpressibleException">Trino would not read a name as it is written.</exception>
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
            // JsonExtract in Trino's source takes a number in quotes for an index where it meets an array.
            if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            {
                throw new InexpressibleException($"Trino takes the name {VisibleText.Quote(name)} for a place in a list");
            }
        }

        return Literal("$" + string.Concat(names.Select(name => $"[\"{name}\"]")));
    }

    /// <summary>A number as a double.</summary>
    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture) + "E0";
}
