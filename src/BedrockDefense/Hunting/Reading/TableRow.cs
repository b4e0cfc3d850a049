using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BedrockDefense.Hunting.Reading;

/// <summary>
/// Converts rows of tables over CloudTrail records, as Athena, CloudTrail Lake and CloudWatch Logs Insights export them. Names are
/// in lower case there, and objects are strings with JSON or with Athena's form of a row. A row is converted to a record again, or
/// refused when the conversion is not certain.
/// </summary>
internal static partial class TableRow
{
    /// <summary>The columns without which many rules could not be judged.</summary>
    private static readonly string[] NeededColumns = ["userIdentity", "requestParameters", "awsRegion", "errorCode"];

    private static readonly string[] RequiredFields = ["eventSource", "eventName", "eventTime"];

    /// <summary>
    /// Returns whether an object is a row: it has the three required fields of a record, with another spelling, and is not a
    /// record.
    /// </summary>
    public static bool IsRow(JsonElement value)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (
                member.Value.ValueKind == JsonValueKind.String
                && !member.Value.ValueEquals(""u8)
                && RecordNames.OfColumn(member.Name) is "eventSource" or "eventName" or "eventTime"
            )
            {
                _ = found.Add(RecordNames.OfColumn(member.Name));
            }
        }

        return found.Count == 3
            && !(
                value.TryGetProperty("eventSource", out var source)
                && source.ValueKind == JsonValueKind.String
                && source.GetString()!.StartsWith("aws:", StringComparison.Ordinal)
            );
    }

    /// <summary>
    /// Returns the row for a list of cells, as CloudTrail Lake or Insights writes it: one object with a name and a value for each
    /// cell. Null when the list is not a row.
    /// </summary>
    public static JsonElement? OfCells(JsonElement list)
    {
        var cells = new List<KeyValuePair<string, JsonElement>>();
        foreach (var cell in list.EnumerateArray())
        {
            if (cell.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var members = cell.EnumerateObject().ToList();
            if (members is [{ Value.ValueKind: JsonValueKind.String or JsonValueKind.Null } only])
            {
                cells.Add(new(only.Name, only.Value));
            }
            else if (
                members.Count == 2
                && cell.TryGetProperty("field", out var field)
                && field.ValueKind == JsonValueKind.String
                && cell.TryGetProperty("value", out var value)
            )
            {
                cells.Add(new(field.GetString()!, value));
            }
            else
            {
                return null;
            }
        }

        return cells.Count == 0 || cells.DistinctBy(cell => cell.Key).Count() < cells.Count
            ? null
            : Element(cells.Select(cell => KeyValuePair.Create(cell.Key, UniqueNameJson.Of(cell.Value))));
    }

    /// <summary>Returns the rows in an answer of Athena's <c>GetQueryResults</c>, or null when the object is not one.</summary>
    public static IEnumerable<JsonElement>? OfResultSet(JsonElement value)
    {
        if (
            !value.TryGetProperty("ResultSet", out var set)
            || set.ValueKind != JsonValueKind.Object
            || !set.TryGetProperty("Rows", out var rows)
            || rows.ValueKind != JsonValueKind.Array
        )
        {
            return null;
        }

        var lines = rows.EnumerateArray().Select(Cells).ToList();
        if (lines is [] || lines.Contains(null))
        {
            return null;
        }
        // The first page begins with the names of the columns. Every page also has them in its metadata, unless the metadata was
        // removed.
        var columns = Columns(set) ?? lines[0]!;
        var first = lines[0]!.SequenceEqual(columns) ? 1 : 0;
        return lines.Skip(first).Select(line => Of(columns!, line!));
    }

    /// <summary>Creates a row from the cells of a line. A missing or empty cell is a field that the record does not have.</summary>
    public static JsonElement Of(IReadOnlyList<string?> columns, IReadOnlyList<string?> cells) =>
        Element(
            columns
                .Zip(cells)
                .Where(cell => !string.IsNullOrEmpty(cell.First) && !string.IsNullOrEmpty(cell.Second))
                .DistinctBy(cell => cell.First)
                .Select(cell => KeyValuePair.Create(cell.First!, (JsonNode?)JsonValue.Create(cell.Second)))
        );

    /// <summary>Returns the columns that rules need and a table lacks; empty for a table with a column of whole events.</summary>
    public static IReadOnlyList<string> MissingColumns(IReadOnlyList<string?> columns) =>
        columns.Any(column => column is not null && (Wrappers.Names.Contains(column) || Wrappers.WholeEventNames.Contains(column)))
            ? []
            : [.. NeededColumns.Where(needed => !columns.Any(column => column is not null && RecordNames.OfColumn(column) == needed))];

    /// <summary>Returns whether these are the columns of a table over CloudTrail records.</summary>
    public static bool AreColumns(IReadOnlyList<string?> columns) =>
        columns.Any(column => column is not null && (column == "message" || Wrappers.WholeEventNames.Contains(column)))
        || RequiredFields.All(needed => columns.Any(column => column is not null && RecordNames.OfColumn(column) == needed));

    /// <summary>Returns the record of a row as UTF-8.</summary>
    /// <param name="row">The row.</param>
    /// <param name="problem">Why the row cannot be converted; null when it can.</param>
    public static byte[] ToRecord(JsonElement row, out string? problem)
    {
        var record = new JsonObject();
        problem = null;
        foreach (var member in row.EnumerateObject())
        {
            var name = RecordNames.OfColumn(member.Name);
            if (IsAbsent(name, member.Value))
            {
                continue;
            }

            if (name.Contains('.', StringComparison.Ordinal))
            {
                problem =
                    $"the column {VisibleText.Quote(member.Name, VisibleText.Excerpt)} is a part of a field, from which the "
                    + "field cannot be made again; export whole events (@message, eventJson)";
                return [];
            }

            if (Value(name, member.Value) is not { IsKnown: true } value)
            {
                problem =
                    $"the column {VisibleText.Quote(member.Name, VisibleText.Excerpt)} holds neither JSON nor a row that "
                    + $"can be read without doubt: {VisibleText.Quote(member.Value.GetString() ?? "", VisibleText.Excerpt)}; "
                    + $"export CAST({member.Name} AS JSON), or whole events (eventJson)";
                return [];
            }

            record[name] = value.Node;
        }

        return JsonSerializer.SerializeToUtf8Bytes(record, HuntJson.Default.JsonObject);
    }

    // A table has a cell for every field. The record of a successful call has no errorCode.
    private static bool IsAbsent(string name, JsonElement value) =>
        RecordNames.KindOf(name) is not (RecordNames.Kind.Object or RecordNames.Kind.Known)
        && (value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""u8)));

    private static (bool IsKnown, JsonNode? Node) Value(string name, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        return (RecordNames.KindOf(name), text) switch
        {
            (RecordNames.Kind.Time, not null) => (true, JsonValue.Create(ToIsoTime(text))),
            (RecordNames.Kind.Truth, "true" or "false") => (true, JsonValue.Create(text == "true")),
            (RecordNames.Kind.Object, "null" or "") => (true, null),
            (RecordNames.Kind.Object, ['{' or '[', ..]) => Parse(text) is { } json ? (true, json) : (false, null),
            (RecordNames.Kind.Known, "null" or "") => (true, null),
            (RecordNames.Kind.Known, ['{' or '[', ..]) => (Parse(text) ?? AthenaRow.Parse(text)) is { } known
                ? (true, RecordNames.Restore(known))
                : (false, null),
            (RecordNames.Kind.Known, null) => (true, RecordNames.Restore(UniqueNameJson.Of(value))),
            (RecordNames.Kind.Object or RecordNames.Kind.Known, not null) => (false, null),
            _ => (true, UniqueNameJson.Of(value)),
        };
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return UniqueNameJson.Of(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Tables write times as SQL does, in UTC.
    private static string ToIsoTime(string time) =>
        SqlTime().Match(time) is { Success: true } match ? $"{match.Groups[1].Value}T{match.Groups[2].Value}Z" : time;

    private static JsonElement Element(IEnumerable<KeyValuePair<string, JsonNode?>> members) =>
        JsonSerializer.SerializeToElement(new JsonObject(members), HuntJson.Default.JsonObject);

    private static string?[]? Cells(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return
        [
            .. data.EnumerateArray()
                .Select(cell =>
                    cell.ValueKind == JsonValueKind.Object
                    && cell.TryGetProperty("VarCharValue", out var value)
                    && value.ValueKind == JsonValueKind.String
                        ? value.GetString()
                        : null
                ),
        ];
    }

    private static string?[]? Columns(JsonElement set) =>
        set.TryGetProperty("ResultSetMetadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("ColumnInfo", out var columns)
        && columns.ValueKind == JsonValueKind.Array
        && columns.GetArrayLength() > 0
            ?
            [
                .. columns
                    .EnumerateArray()
                    .Select(column =>
                        column.ValueKind == JsonValueKind.Object
                        && column.TryGetProperty("Name", out var name)
                        && name.ValueKind == JsonValueKind.String
                            ? name.GetString()
                            : null
                    ),
            ]
            : null;

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?)(?: UTC)?\z")]
    private static partial Regex SqlTime();
}
