using System.Text;

namespace BedrockDefense.Sigma;

/// <summary>The kinds of parts of a <see cref="SigmaText"/>.</summary>
public enum TextPartKind
{
    /// <summary>The text itself.</summary>
    Literal,

    /// <summary><c>*</c>: any number of characters, including zero.</summary>
    AnyRun,

    /// <summary><c>?</c>: exactly one character.</summary>
    AnyCharacter,

    /// <summary><c>%name%</c> with <c>|expand</c>, which <see cref="SigmaRule.Expand"/> fills.</summary>
    Placeholder,
}

/// <summary>A part of a <see cref="SigmaText"/>; <paramref name="Text"/> is the literal text or the name of the placeholder.</summary>
public sealed record TextPart(TextPartKind Kind, string Text);

/// <summary>A text of a rule, split into literal text, wildcards and placeholders.</summary>
public sealed record SigmaText(IReadOnlyList<TextPart> Parts)
{
    private static readonly TextPart Star = new(TextPartKind.AnyRun, "*");

    /// <summary>The text if it has neither wildcards nor placeholders; otherwise null.</summary>
    public string? Literal =>
        Parts.Count switch
        {
            0 => "",
            1 when Parts[0].Kind == TextPartKind.Literal => Parts[0].Text,
            _ => null,
        };

    /// <summary>The names of the placeholders that are not filled.</summary>
    public IEnumerable<string> Placeholders => Parts.Where(part => part.Kind == TextPartKind.Placeholder).Select(part => part.Text);

    /// <summary>
    /// Parses wildcards and escapes according to "Escape Character" in the specification. A backslash escapes <c>*</c>, <c>?</c>
    /// and a backslash; otherwise it is an ordinary character.
    /// </summary>
    /// <param name="text">The text as it is in the rule.</param>
    /// <param name="expand">Whether <c>%name%</c> is a placeholder, and <c>\%</c> a percent sign.</param>
    public static SigmaText Parse(string text, bool expand = false)
    {
        var parts = new List<TextPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '\\' && (next is '*' or '?' or '\\' || (expand && next == '%')))
            {
                literal.Append(text[++i]);
            }
            else if (text[i] == '*')
            {
                Add(Star);
            }
            else if (text[i] == '?')
            {
                Add(new TextPart(TextPartKind.AnyCharacter, "?"));
            }
            else if (expand && text[i] == '%' && PlaceholderAt(text, i) is { } name)
            {
                Add(new TextPart(TextPartKind.Placeholder, name));
                i += name.Length + 1;
            }
            else
            {
                literal.Append(text[i]);
            }
        }
        Flush();
        return Join(parts);

        void Add(TextPart part)
        {
            Flush();
            parts.Add(part);
        }

        void Flush()
        {
            if (literal.Length > 0)
            {
                parts.Add(new TextPart(TextPartKind.Literal, literal.ToString()));
            }

            literal.Clear();
        }
    }

    /// <summary>Returns the text with wildcards added before it, after it, or both.</summary>
    public SigmaText AddWildcards(bool before, bool after) =>
        Join([.. before ? [Star] : Array.Empty<TextPart>(), .. Parts, .. after ? [Star] : Array.Empty<TextPart>()]);

    /// <summary>Returns the text with every placeholder of this name replaced.</summary>
    public SigmaText Fill(string name, SigmaText value) =>
        Join(Parts.SelectMany(part => part.Kind == TextPartKind.Placeholder && part.Text == name ? value.Parts : [part]));

    private static string? PlaceholderAt(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
        {
            end++;
        }

        return end > start + 1 && end < text.Length && text[end] == '%' ? text[(start + 1)..end] : null;
    }

    /// <summary>Joins adjacent literals, and adjacent stars, so that equal texts have equal parts.</summary>
    private static SigmaText Join(IEnumerable<TextPart> parts)
    {
        var joined = new List<TextPart>();
        foreach (var part in parts)
        {
            var last = joined.Count > 0 ? joined[^1] : null;
            if (part.Kind == TextPartKind.Literal && last?.Kind == TextPartKind.Literal)
            {
                joined[^1] = last with { Text = last.Text + part.Text };
            }
            else if (part.Kind != TextPartKind.AnyRun || last?.Kind != TextPartKind.AnyRun)
            {
                joined.Add(part);
            }
        }
        return new SigmaText(joined);
    }

    /// <summary>Returns the text as a rule would write it.</summary>
    public override string ToString() =>
        string.Concat(
            Parts.Select(part =>
                part.Kind switch
                {
                    TextPartKind.Literal => part
                        .Text.Replace("*", "\\*", StringComparison.Ordinal)
                        .Replace("?", "\\?", StringComparison.Ordinal),
                    TextPartKind.Placeholder => $"%{part.Text}%",
                    _ => part.Text,
                }
            )
        );
}
