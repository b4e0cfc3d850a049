using System.Text;
using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Hunting.Matching;

/// <summary>
/// A text of a rule, ready to be looked for in the bytes of records. Only ASCII is compared as bytes; for anything else
/// the reference's own matcher answers.
/// </summary>
internal sealed class TextPattern
{
    private readonly TextTest _test;

    /// <summary>The literal pieces between the wildcards; null when bytes cannot be compared.</summary>
    private readonly byte[][]? _pieces;
    private readonly bool _startsFree;
    private readonly bool _endsFree;
    private readonly int _shortest;

    public TextPattern(TextTest test)
    {
        _test = test;
        var parts = test.Pattern.Parts;
        if (!parts.All(part => part.Kind == TextPartKind.AnyRun || (part.Kind == TextPartKind.Literal && Ascii.IsValid(part.Text))))
        {
            return;
        }

        _pieces = [.. parts.Where(part => part.Kind == TextPartKind.Literal).Select(part => Encoding.ASCII.GetBytes(part.Text))];
        (_startsFree, _endsFree) = (parts is [{ Kind: TextPartKind.AnyRun }, ..], parts is [.., { Kind: TextPartKind.AnyRun }]);
        _shortest = _pieces.Sum(piece => piece.Length);
    }

    /// <summary>Whether the pattern matches the whole of a text.</summary>
    public bool Matches(RecordFields fields, in FieldValue value)
    {
        var text = fields.Bytes(value);
        return _pieces is not null && !value.IsEscaped && Ascii.IsValid(text)
            ? Matches(text, _pieces)
            : TextMatcher.Matches(_test.Pattern, fields.Text(value), _test.Cased);
    }

    private bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte[]> pieces)
    {
        if (text.Length < _shortest || (!_startsFree && !_endsFree && pieces.Length <= 1 && text.Length != _shortest))
        {
            return false;
        }

        if (!_startsFree && pieces is [var first, ..])
        {
            if (!Same(text[..first.Length], first))
            {
                return false;
            }

            text = text[first.Length..];
            pieces = pieces[1..];
        }

        if (!_endsFree && pieces is [.., var last])
        {
            if (text.Length < last.Length || !Same(text[^last.Length..], last))
            {
                return false;
            }

            text = text[..^last.Length];
            pieces = pieces[..^1];
        }

        // Each piece as early as it can be leaves the most for the rest.
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

    private bool Same(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece) =>
        _test.Cased ? text.SequenceEqual(piece) : Ascii.EqualsIgnoreCase(text, piece);

    private int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (_test.Cased)
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
