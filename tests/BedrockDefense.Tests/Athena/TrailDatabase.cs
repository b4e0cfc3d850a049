using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Athena;
using DuckDB.NET.Data;

namespace BedrockDefense.Tests.Athena;

/// <summary>The trail's table in DuckDB, with records in the form in which Athena's SerDe would read them.</summary>
internal sealed class TrailDatabase : IDisposable
{
    private static readonly IReadOnlyList<TrailColumn> Columns =
    [
        .. TrailTable.Columns,
        .. TrailTable.Partitions,
        new TrailColumn("$path", "string"),
    ];

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    /// <summary>
    /// Fills the table. A record's number, with at least four digits, becomes its <c>eventID</c>, unless the records keep their ids.
    /// </summary>
    public TrailDatabase(IEnumerable<JsonElement> records, bool keepsIds = false)
    {
        _connection.Open();
        Execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'");
        foreach (var macro in TrinoOnDuckDb.Macros)
        {
            Execute(macro);
        }

        Execute("CREATE SCHEMA " + AthenaScope.DefaultDatabase);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, records.Select((record, number) => Row(record, keepsIds ? null : number).ToJsonString()));
            var columns = string.Join(
                ", ",
                Columns.Select(column => $"'{column.Name}': '{TrinoOnDuckDb.Type(column.Type, name => name)}'")
            );
            Execute(
                $"CREATE TABLE {AthenaScope.DefaultDatabase}.{AthenaScope.DefaultTable} AS SELECT * FROM read_json('{file}"
                    + $"', format = 'newline_delimited', columns = {{{columns}}})"
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Gives the numbers of the records that a statement finds, in the statement's order.</summary>
    public IReadOnlyList<int> Find(string sql) =>
        [.. Rows(sql).Select(row => int.Parse(row["eventid"]!, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Gives the rows of a statement's result, by column.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = TrinoOnDuckDb.Spell(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        while (reader.Read())
        {
            rows.Add(
                Enumerable
                    .Range(0, reader.FieldCount)
                    .ToDictionary(reader.GetName, column => reader.IsDBNull(column) ? null : reader.GetValue(column).ToString())
            );
        }

        return rows;
    }

    /// <summary>Runs a statement for its effect.</summary>
    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static JsonObject Row(JsonElement record, int? number)
    {
        var row = new JsonObject();
        foreach (var property in record.EnumerateObject())
        {
            var column = TrailTable.Columns.FirstOrDefault(column => column.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase));
            if (column is not null)
            {
                row[column.Name] = column.Comment == "JSON" ? Text(property.Value) : ToColumnValue(property.Value);
            }
        }

        if (number is { } id)
        {
            row["eventid"] = id.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
        }

        row["account"] = Text(record, "recipientAccountId") ?? "111122223333";
        row["region"] = Text(record, "awsRegion") ?? "eu-central-1";
        row["day"] = DateTime.UtcNow.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture);
        row["$path"] = "s3://trail/file.json.gz";
        return row;
    }

    // Names are in lower case, like Hive's. A value that is not text becomes text.
    private static JsonNode? ToColumnValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? new JsonObject(
                value
                    .EnumerateObject()
                    .Select(property => KeyValuePair.Create(property.Name.ToLowerInvariant(), ToColumnValue(property.Value)))
            )
            : Text(value);

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };

    private static string? Text(JsonElement record, string field) => record.TryGetProperty(field, out var value) ? Text(value) : null;
}
