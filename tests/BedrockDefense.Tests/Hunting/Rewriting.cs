using System.Text;
using System.Text.Json;

namespace BedrockDefense.Tests.Hunting;

/// <summary>Writes the same JSON in other ways.</summary>
internal static class Rewriting
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The ways of writing. Each gets a record and a source of random numbers.</summary>
    public static readonly IReadOnlyDictionary<string, Func<JsonElement, Random, string>> Forms = new Dictionary<
        string,
        Func<JsonElement, Random, string>
    >
    {
        ["as it is"] = (record, _) => record.GetRawText(),
        ["on one line"] = (record, _) => JsonSerializer.Serialize(record),
        ["indented"] = (record, _) => JsonSerializer.Serialize(record, Indented),
        ["with its keys shuffled"] = (record, random) => Write(record, random, shuffle: true),
        ["with every letter escaped"] = (record, random) => Write(record, random, escape: 1),
        ["with a letter here and there escaped"] = (record, random) => Write(record, random, escape: 0.02),
        ["with white space wherever it may be"] = (record, random) => Write(record, random, space: true),
        ["with earlier properties of the same names"] = (record, random) => Write(record, random, decoys: true),
        ["with all of that"] = (record, random) => Write(record, random, shuffle: true, escape: 0.02, space: true, decoys: true),
    };

    private static string Write(
        JsonElement element,
        Random random,
        bool shuffle = false,
        double escape = 0,
        bool space = false,
        bool decoys = false
    )
    {
        var text = new StringBuilder();
        Append(element);
        return text.ToString();

        void Append(JsonElement value)
        {
            Space();
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    text.Append('{');
                    var properties = value.EnumerateObject().ToArray();
                    if (shuffle)
                    {
                        random.Shuffle(properties);
                    }

                    List(
                        properties.SelectMany(property =>
                            (Action[])
                                [
                                    .. decoys ? [() => Property(property.Name, () => text.Append(Decoy()))] : Array.Empty<Action>(),
                                    () => Property(property.Name, () => Append(property.Value)),
                                ]
                        )
                    );
                    text.Append('}');
                    break;
                case JsonValueKind.Array:
                    text.Append('[');
                    List(value.EnumerateArray().Select(item => (Action)(() => Append(item))));
                    text.Append(']');
                    break;
                case JsonValueKind.String:
                    Text(value.GetString()!);
                    break;
                default:
                    text.Append(value.GetRawText());
                    break;
            }

            Space();
        }

        void List(IEnumerable<Action> items)
        {
            foreach (var (index, item) in items.Index())
            {
                if (index > 0)
                {
                    text.Append(',');
                }

                item();
            }

            Space();
        }

        void Property(string name, Action value)
        {
            Space();
            Text(name);
            Space();
            text.Append(':');
            value();
        }

        void Text(string content)
        {
            text.Append('"');
            foreach (var unit in content)
            {
                text.Append(
                    escape > 0 && random.NextDouble() < escape ? $"\\u{(int)unit:X4}"
                    : unit is '"' or '\\' ? $"\\{unit}"
                    : unit < ' ' || char.IsSurrogate(unit) ? $"\\u{(int)unit:x4}"
                    : unit.ToString()
                );
            }

            text.Append('"');
        }

        void Space()
        {
            if (space)
            {
                text.Append(" \t\r\n  ".AsSpan(0, random.Next(7)));
            }
        }

        string Decoy() =>
            random.Next(5) switch
            {
                0 => "null",
                1 => "\"StopLogging\"",
                2 => "{\"eventName\":\"StopLogging\",\"x\":[{\"eventName\":\"DeleteTrail\"}]}",
                3 => "[1,\"}]}\",{\"type\":\"Root\",\"arn\":\"a\"}]",
                _ => "\"\\\\\\\"}],{\"",
            };
    }
}
