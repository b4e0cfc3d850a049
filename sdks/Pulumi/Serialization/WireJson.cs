using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi.Serialization;

/// <summary>Writes wire values as JSON text, with the spaces of the engine's own formatter, since mocks get the text.</summary>
internal static class WireJson
{
    public static string Format(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                text.Append(number.ToString("r", CultureInfo.InvariantCulture));
                break;
            case string content:
                AppendString(text, content);
                break;
            case ImmutableArray<object?> list:
                AppendItems(text, '[', ']', list, Append);
                break;
            case ImmutableDictionary<string, object?> map:
                AppendItems(text, '{', '}', map.OrderBy(entry => entry.Key), AppendEntry);
                break;
        }
    }

    private static void AppendEntry(StringBuilder text, KeyValuePair<string, object?> entry)
    {
        AppendString(text, entry.Key);
        text.Append(": ");
        Append(text, entry.Value);
    }

    private static void AppendItems<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        text.Append(open).Append(' ');
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            append(text, item);
            separator = ", ";
        }
        text.Append(separator.Length > 0 ? " " : "").Append(close);
    }

    private static void AppendString(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var character in content)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '<' or '>' or (>= '\x7f' and < '\xa0') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }
        text.Append('"');
    }
}
