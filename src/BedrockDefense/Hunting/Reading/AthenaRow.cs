using System.Text.Json.Nodes;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Reads a row in the text form of Athena and CloudTrail Lake: <c>{type=Root, arn=arn:aws:iam::111122223333:root,
/// sessioncontext=null}</c>. Values are not quoted in this form, so a text is read only if it has exactly one meaning: every name
/// is one of CloudTrail's, no name occurs twice, and no value contains a brace.
/// </summary>
internal sealed class AthenaRow
{
    private readonly string _text;
    private int _at;

    private AthenaRow(string text) => _text = text;

    /// <summary>Returns the row or the list of rows, or null when the text has no meaning or several.</summary>
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
