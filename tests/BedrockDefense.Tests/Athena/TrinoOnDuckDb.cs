using System.Text.RegularExpressions;

namespace BedrockDefense.Tests.Athena;

/// <summary>
/// Lets DuckDB run the statements that Athena gets. Both know <c>translate</c>, <c>split_part</c>, <c>flatten</c>,
/// <c>filter</c>, <c>chr</c>, <c>LIKE … ESCAPE</c> and <c>TRY_CAST</c>, <c>TRY</c> and window functions; the rest is here.
/// </summary>
internal static partial class TrinoOnDuckDb
{
    /// <summary>Trino functions that DuckDB lacks or has otherwise; each with where its meaning in Trino was read.</summary>
    public static readonly string[] Macros =
    [
        // Documentation, "Array functions and operators": how many elements.
        "CREATE MACRO cardinality(list) AS len(list)",
        // The same: whether an element equals the value. DuckDB's own also looks for a text within the list's text.
        "CREATE MACRO contains(list, element) AS list_contains(list, element)",
        // Source, JsonExtract and JsonPathTokenizer: the named field, JSON null as the JSON text null, NULL where there is no
        // such field, no object or no JSON. Quoted names are all the statements ask for. DuckDB's own takes a JSON pointer.
        """CREATE MACRO json_extract(json, path) AS CASE WHEN CASE WHEN json_valid(json) THEN json_type(json) END = 'OBJECT' """
            + """THEN json_extract_path(json, '/' || replace(replace(replace(path[4:-3], '~', '~0'), '/', '~1'), '"]["', '/')) END""",
        // Source, ScalarValueJsonExtractor: the text of a scalar, NULL of null, objects and arrays. Only asked for '$'.
        "CREATE MACRO json_extract_scalar(json, path) AS CASE WHEN json_type(json) IN ('OBJECT', 'ARRAY', 'NULL') THEN "
            + "NULL ELSE json_extract_string(json, path) END",
        // Documentation, "JSON functions and operators": the JSON text.
        "CREATE MACRO json_format(json) AS CAST(json AS VARCHAR)",
        // Documentation, "Regular expression functions": whether the pattern is found.
        "CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)",
        // Documentation, "Date and time functions and operators": MySQL's formats, of which %Y, %m and %d are strftime's.
        "CREATE MACRO date_format(day, format) AS strftime(day, format)",
        // Documentation, "Date and time functions and operators": the instant of ISO 8601 text, and its seconds since 1970.
        "CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)",
        "CREATE MACRO to_unixtime(instant) AS epoch(instant)",
    ];

    /// <summary>
    /// The statement in DuckDB's spelling of what a macro cannot give: a function that takes a lambda, and a type's name.
    /// Texts, names and comments stay as they are.
    /// </summary>
    public static string Spell(string sql) =>
        Spellings()
            .Replace(
                sql,
                match =>
                    match.Value switch
                    {
                        "transform(" => "list_transform(",
                        "array(json)" => "JSON[]",
                        var other => other,
                    }
            );

    /// <summary>
    /// A type of the table in DuckDB's spelling: <c>struct&lt;a:string,b:struct&lt;c:string&gt;&gt;</c> is <c>STRUCT("a" VARCHAR,
    /// "b" STRUCT("c" VARCHAR))</c>.
    /// </summary>
    /// <param name="hive">The type.</param>
    /// <param name="name">What a field is called in DuckDB.</param>
    public static string Type(string hive, Func<string, string> name) =>
        HiveType()
            .Replace(
                hive,
                match =>
                    match.Value switch
                    {
                        "struct<" => "STRUCT(",
                        ">" => ")",
                        "string" => "VARCHAR",
                        ":" => " ",
                        "," => ", ",
                        var field => $"\"{name(field)}\"",
                    }
            );

    [GeneratedRegex("struct<|>|string|:|,|[a-z0-9]+")]
    private static partial Regex HiveType();

    [GeneratedRegex("""'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\btransform\(|\barray\(json\)""")]
    private static partial Regex Spellings();
}
