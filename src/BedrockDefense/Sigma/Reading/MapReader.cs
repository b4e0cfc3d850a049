using System.Text.Json;

namespace BedrockDefense.Sigma.Reading;

/// <summary>Reads the entries of a mapping with the types that the JSON schema of the specification defines.</summary>
internal sealed class MapReader(YamlMap map, FaultList faults)
{
    public string? Text(string key, int maximum = 65_535)
    {
        if (map.Find(key) is not { } node)
        {
            return null;
        }

        if (node is not YamlScalar { IsNull: false, Text.Length: > 0 } scalar)
        {
            return Fail<string>(node, $"'{key}' must be a text");
        }

        return scalar.Text.Length <= maximum
            ? scalar.Text
            : Fail<string>(node, $"'{key}' has {scalar.Text.Length:N0} characters; at most {maximum:N0}");
    }

    /// <summary>Adds a fault for every key that is missing.</summary>
    public void Require(params string[] keys)
    {
        foreach (var key in keys.Where(key => map.Find(key) is null))
        {
            faults.Add(map.Location, $"'{key}' is missing");
        }
    }

    public IReadOnlyList<string> Texts(string key)
    {
        switch (map.Find(key))
        {
            case null:
                return [];
            // A single text may stand for a list with one item, as in all of Sigma's tools.
            case YamlScalar { IsNull: false, Text.Length: > 0 } one:
                return [one.Text];
            case YamlList list when list.Items.All(item => item is YamlScalar { IsNull: false, Text.Length: > 0 }):
                return [.. list.Items.Cast<YamlScalar>().Select(item => item.Text)];
            case var node:
                faults.Add(node.Location, $"'{key}' must be a list of texts");
                return [];
        }
    }

    public DateOnly? Date(string key) =>
        Parse<DateOnly>(
            key,
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null,
            "a date of the form 2026-01-31"
        );

    /// <summary>Reads a value of an enumeration, which is written in lower case with underscores.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
        return Parse<T>(
            key,
            text => Array.IndexOf(names, text) is >= 0 and var index ? Enum.GetValues<T>()[index] : null,
            $"one of {string.Join(", ", names)}"
        );
    }

    public T? Parse<T>(string key, Func<string, T?> parse, string validForm)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        faults.Add(map.Find(key)!.Location, $"'{key}' is '{text}'; it must be {validForm}");
        return null;
    }

    public YamlMap? Map(string key)
    {
        var node = map.Find(key);
        if (node is not (null or YamlMap))
        {
            faults.Add(node.Location, $"'{key}' must be a mapping");
        }

        return node as YamlMap;
    }

    /// <summary>Adds a fault for every key that is not allowed.</summary>
    public void Allow(string what, params string[] known)
    {
        foreach (var (key, _) in map.Entries.Where(entry => !known.Contains(entry.Key.Text)))
        {
            faults.Add(key.Location, $"unknown key '{key.Text}' in {what}; known: {string.Join(", ", known)}");
        }
    }

    private T? Fail<T>(YamlNode node, string message)
        where T : class
    {
        faults.Add(node.Location, message);
        return null;
    }
}
