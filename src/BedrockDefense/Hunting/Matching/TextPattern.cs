using System.Text;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// A text pattern of a rule, prepared for searching in the bytes of records. Only ASCII is compared as bytes. For everything else,
/// the matcher of the reference evaluator is called.
/// </summary>
internal sealed class TextPattern
{
    private readonly TextTest _test;

    /// <summary>The literal parts between the wildcards; null when comparing bytes is not possible.</summary>
    private readonly byte[][]? _pieces;
    private readonly bool _startsWithWildcard;
    private readonly bool _endsWithWildcard;
    private readonly int _minimumLength;

    public TextPattern(TextTest test)
    {
        _test = test;
        var parts = test.Pattern.Parts;
        if (!parts.All(part => part.Kind == TextPartKind.AnyRun || (part.Kind == TextPartKind.Literal && Ascii.IsValid(part.Text))))
        {
            return;
        }

        _pieces = [.. parts.Where(part => part.Kind == TextPartKind.Literal).Select(part => Encoding.ASCII.GetBytes(part.Text))];
        (_startsWithWildcard, _endsWithWildcard) = (
            parts is [{ Kind: TextPartKind.AnyRun }, ..],
            parts is [.., { Kind: TextPartKind.AnyRun }]
        );
        _minimumLength = _pieces.Sum(piece => piece.Length);
    }

    /// <summary>Returns whether the pattern matches a whole text.</summary>
    public bool Matches(RecordFields fields, in FieldValue value)
    {
        var text = fields.Bytes(value);
        return _pieces is not null && !value.IsEscaped && Ascii.IsValid(text)
            ? Matches(text, _pieces)
            : TextMatcher.Matches(_test.Pattern, fields.Text(value), _test.IsCased);
    }

    private bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte[]> pieces)
    {
        if (
            text.Length < _minimumLength
            || (!_startsWithWildcard && !_endsWithWildcard && pieces.Length <= 1 && text.Length != _minimumLength)
        )
        {
            return false;
        }

        if (!_startsWithWildcard && pieces is [var first, ..])
        {
            if (!AreEqual(text[..first.Length], first))
            {
                return false;
            }

            text = text[first.Length..];
            pieces = pieces[1..];
        }

        if (!_endsWithWildcard && pieces is [.., var last])
        {
            if (text.Length < last.Length || !AreEqual(text[^last.Length..], last))
            {
                return false;
            }

            text = text[..^last.Length];
            pieces = pieces[..^1];
        }

        // Finding each part as early as possible leaves the most text for the other parts.
        foreach (var piece in pieces)
        {
            var at = IndexOf(text, piece);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + piece.Length)..];
        }

        return true;
    }

    private bool AreEqual(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) =>
        _test.IsCased ? text.SequenceEqual(piece) : Ascii.EqualsIgnoreCase(text, piece);

    private int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (_test.IsCased)
        {
            return text.IndexOf(piece);
        }

        var (upper, lower) = ((byte)char.ToUpperInvariant((char)piece[0]), (byte)char.ToLowerInvariant((char)piece[0]));
        for (var start = 0; start <= text.Length - piece.Length; start++)
        {
            var next = text[start..(text.Length - piece.Length + 1)].IndexOfAny(upper, lower);
            if (next < 0)
            {
                return -1;
            }

            start += next;
            if (Ascii.EqualsIgnoreCase(text.Slice(start, piece.Length), piece))
            {
                return start;
            }
        }

        return -1;
    }
}
