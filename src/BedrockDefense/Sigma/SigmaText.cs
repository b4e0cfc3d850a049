using System.Text;

namespace BedrockDefense.Sigma;

/// <summary>What a piece of a <see cref="SigmaText"/> stands for.</summary>
internal enum TextPartKind
{
    /// <summary>Exactly its text.</summary>
    Literal,

    /// <summary><c>*</c>: any characters, also none.</summary>
    AnyRun,

    /// <summary><c>?</c>: exactly one character.</summary>
    AnyCharacter,

    /// <summary><c>%name%</c> under <c>|expand</c>: filled by <see cref="SigmaRule.Expand"/>.</summary>
    Placeholder,
}

/// <summary>A piece of a <see cref="SigmaText"/>; <paramref name="Text"/> is the literal, or the placeholder's name.</summary>
internal sealed record TextPart(TextPartKind Kind, string Text);

/// <summary>A text of a rule with its wildcards and placeholders told apart from literal characters.</summary>
internal sealed record SigmaText(IReadOnlyList<TextPart> Parts)
{
    private static readonly TextPart Star = new(TextPartKind.AnyRun, "*");

    /// <summary>The text when it has neither wildcards nor placeholders, else null.</summary>
    public string? Literal =>
        Parts.Count switch
        {
            0 => "",
            1 when Parts[0].Kind == TextPartKind.Literal => Parts[0].Text,
            _ => null,
        };

    /// <summary>The placeholders it waits for.</summary>
    public IEnumerable<string> Placeholders => Parts.Where(part => part.Kind == TextPartKind.Placeholder).Select(part => part.Text);

    /// <summary>
    /// Reads wildcards and escapes as the specification's "Escape Character" says: a backslash escapes <c>*</c>,
    /// <c>?</c> and itself and is otherwise an ordinary character.
    /// </summary>
    /// <param name="text">The text as the rule has it.</param>
    /// <param name="expand">Whether <c>%name%</c> is a placeholder; <c>\%</c> is then a percent sign.</param>
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

    /// <summary>The text anywhere in, at the start of, or at the end of a value.</summary>
    public SigmaText Surrounded(bool before, bool after) =>
        Join([.. before ? [Star] : Array.Empty<TextPart>(), .. Parts, .. after ? [Star] : Array.Empty<TextPart>()]);

    /// <summary>The text with every placeholder of that name replaced.</summary>
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

    /// <summary>Neighbouring literals become one, neighbouring stars too, so that equal texts look equal.</summary>
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

    /// <summary>The text as a rule would write it.</summary>
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
