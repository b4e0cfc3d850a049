namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Collects the columns that a condition computes from the columns of the table, each once: texts without case, and the values of
/// JSON fields by type. There are two steps, because columns of one SELECT cannot refer to each other.
/// </summary>
internal sealed class QueryColumns(CaselessSql caseless)
{
    private readonly OrderedDictionary<string, Func<string>> _first = [];
    private readonly OrderedDictionary<string, Func<string>> _second = [];
    private readonly List<string> _fields = [];

    /// <summary>Adds a typed column without case, and returns its name.</summary>
    public string CaselessText(string column) => Add(_first, column.Replace('.', '_') + "_caseless", () => caseless.Of(column));

    /// <summary>Adds a column with the values of a JSON field, and returns its name.</summary>
    public string Values(JsonField field)
    {
        var expression = field.Values();
        return Add(_first, Name(field), () => expression);
    }

    /// <summary>Adds a column with the strings of a JSON field, with or without case, and returns its name.</summary>
    public string Texts(JsonField field, bool cased)
    {
        var found = Values(field);
        var texts = field.Texts(found);
        return cased
            ? Add(_second, found + "_texts", () => texts)
            : Add(_second, found + "_caseless", () => $"transform({texts}, v -> {caseless.Of("v")})");
    }

    /// <summary>Adds a column with the numbers of a JSON field, as doubles, and returns its name.</summary>
    public string Numbers(JsonField field)
    {
        var found = Values(field);
        return Add(_second, found + "_numbers", () => field.Numbers(found));
    }

    /// <summary>Adds a column with the booleans of a JSON field, as texts, and returns its name.</summary>
    public string Flags(JsonField field)
    {
        var found = Values(field);
        return Add(_second, found + "_flags", () => field.Flags(found));
    }

    /// <summary>The definitions of the columns that the first step adds.</summary>
    public IReadOnlyList<string> FirstStep => Definitions(_first);

    /// <summary>The definitions of the columns that the second step adds.</summary>
    public IReadOnlyList<string> SecondStep => Definitions(_second);

    /// <summary>Lines that tell readers which field each generated column contains.</summary>
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

    // The expressions are evaluated this late because only now all characters to fold are known.
    private static string[] Definitions(OrderedDictionary<string, Func<string>> columns) =>
        [.. columns.Select(column => $"{column.Value()} AS {column.Key}")];
}
