using System.Text.Json.Nodes;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Reads a row as Athena and CloudTrail Lake show it in a text: <c>{type=Root, arn=arn:aws:iam::111122223333:root,
/// sessioncontext=null}</c>. Nothing is quoted there, so a text is read only if it can be read in one way: every name is
/// one of CloudTrail's, none comes twice, and no value holds a brace.
/// </summary>
internal sealed class AthenaRow
{
    private readonly string _text;
    private int _at;

    private AthenaRow(string text) => _text = text;

    /// <summary>The row, or list of rows; null when the text can be read in no way or in several.</summary>
    public static JsonNode? Parse(string text)
    {
        var row = new AthenaRow(text.Trim());
        return row.TryValue(out var value) && row._at == row._text.Length ? value : null;
    }

    private bool TryValue(out JsonNode? value)
    {
        value = null;
        if (_at < _text.Length && _text[_at] == '{')
        {
            return TryRow(out value);
        }

        if (_at < _text.Length && _text[_at] == '[')
        {
            return TryList(out value);
        }

        var end = _at;
        while (end < _text.Length && _text[end] is not ('{' or '}' or '[' or ']') && !_text.AsSpan(end).StartsWith(", "))
        {
            end++;
        }

        var text = _text[_at..end];
        _at = end;
        value = text == "null" ? null : JsonValue.Create(text);
        return true;
    }

    private bool TryRow(out JsonNode? value)
    {
        var row = new JsonObject();
        value = row;
        _at++;
        while (true)
        {
            var equals = _text.IndexOf('=', _at);
            if (equals < 0 || _text[_at..equals] is not { } name || !RecordNames.IsInner(name) || row.ContainsKey(name))
            {
                return false;
            }

            _at = equals + 1;
            if (!TryValue(out var member))
            {
                return false;
            }

            row[name] = member;
            if (TryTake("}"))
            {
                return true;
            }

            if (!TryTake(", "))
            {
                return false;
            }
        }
    }

    private bool TryList(out JsonNode? value)
    {
        var list = new JsonArray();
        value = list;
        _at++;
        if (TryTake("]"))
        {
            return true;
        }

        while (true)
        {
            if (!TryValue(out var item))
            {
                return false;
            }

            list.Add(item);
            if (TryTake("]"))
            {
                return true;
            }

            if (!TryTake(", "))
            {
                return false;
            }
        }
    }

    private bool TryTake(string text)
    {
        if (!_text.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }
}
