namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// The columns that a condition computes from the table's, each once: texts without case, and the elements of JSON fields
/// by their kind. They come in two steps because SQL's columns cannot name each other.
/// </summary>
internal sealed class QueryColumns(CaselessSql caseless)
{
    private readonly OrderedDictionary<string, Func<string>> _first = [];
    private readonly OrderedDictionary<string, Func<string>> _second = [];
    private readonly List<string> _fields = [];

    /// <summary>A typed column without case.</summary>
    public string Caseless(string column) => Add(_first, column.Replace('.', '_') + "_caseless", () => caseless.Of(column));

    /// <summary>The things a JSON field holds.</summary>
    public string Found(JsonField field)
    {
        var expression = field.Found();
        return Add(_first, Name(field), () => expression);
    }

    /// <summary>The strings a JSON field holds, with case or without.</summary>
    public string Texts(JsonField field, bool cased)
    {
        var found = Found(field);
        var texts = field.Texts(found);
        return cased
            ? Add(_second, found + "_texts", () => texts)
            : Add(_second, found + "_caseless", () => $"transform({texts}, v -> {caseless.Of("v")})");
    }

    /// <summary>The numbers a JSON field holds, as doubles.</summary>
    public string Numbers(JsonField field)
    {
        var found = Found(field);
        return Add(_second, found + "_numbers", () => field.Numbers(found));
    }

    /// <summary>The booleans a JSON field holds, as texts.</summary>
    public string Flags(JsonField field)
    {
        var found = Found(field);
        return Add(_second, found + "_flags", () => field.Flags(found));
    }

    /// <summary>What the first step adds.</summary>
    public IReadOnlyList<string> First => Definitions(_first);

    /// <summary>What the second step adds to the first.</summary>
    public IReadOnlyList<string> Second => Definitions(_second);

    /// <summary>Which field a generated column stands for, for readers.</summary>
    public IReadOnlyList<string> Legend => [.. _fields.Select((path, index) => $"field_{index + 1}: {VisibleText.Of(path)}")];

    private string Name(JsonField field)
    {
        if (!_fields.Contains(field.Field.Text))
        {
            _fields.Add(field.Field.Text);
        }

        return $"field_{_fields.IndexOf(field.Field.Text) + 1}";
    }

    private static string Add(OrderedDictionary<string, Func<string>> columns, string name, Func<string> expression)
    {
        columns.TryAdd(name, expression);
        return name;
    }

    // Only now is it known which characters the rule folds.
    private static string[] Definitions(OrderedDictionary<string, Func<string>> columns) =>
        [.. columns.Select(column => $"{column.Value()} AS {column.Key}")];
}
