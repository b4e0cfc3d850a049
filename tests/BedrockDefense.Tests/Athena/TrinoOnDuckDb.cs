using System.Text.RegularExpressions;

namespace BedrockDefense.Tests.Athena;

/// <summary>
/// Lets DuckDB run the statements for Athena. Both know <c>translate</c>, <c>split_part</c>, <c>flatten</c>, <c>filter</c>, <c>chr</c>,
/// <c>LIKE … ESCAPE</c> and <c>TRY_CAST</c>, <c>TRY</c> and window functions. This class adds the rest.
/// </summary>
internal static partial class TrinoOnDuckDb
{
    /// <summary>Trino functions that DuckDB lacks or defines differently. Each names the source of its meaning in Trino.</summary>
    public static readonly string[] Macros =
    [
        // Documentation, "Array functions and operators": the number of elements.
        "CREATE MACRO cardinality(list) AS len(list)",
        // Documentation, "Array functions and operators": whether an element equals the value. DuckDB's own function also searches the
        // list's text.
        "CREATE MACRO contains(list, element) AS list_contains(list, element)",
        // Source, JsonExtract and JsonPathTokenizer: the named field. JSON null gives the JSON text null. A missing field, or a value that
        // is no object or no JSON, gives NULL. The statements use only quoted names. DuckDB's own function takes a JSON pointer.
        """CREATE MACRO json_extract(json, path) AS CASE WHEN CASE WHEN json_valid(json) THEN json_type(json) END = 'OBJECT' """
            + """THEN json_extract_path(json, '/' || replace(replace(replace(path[4:-3], '~', '~0'), '/', '~1'), '"]["', '/')) END""",
        // Source, ScalarValueJsonExtractor: the text of a scalar; NULL for null, objects and arrays. The statements use it only with '$'.
        "CREATE MACRO json_extract_scalar(json, path) AS CASE WHEN json_type(json) IN ('OBJECT', 'ARRAY', 'NULL') THEN "
            + "NULL ELSE json_extract_string(json, path) END",
        // Documentation, "JSON functions and operators": the JSON text.
        "CREATE MACRO json_format(json) AS CAST(json AS VARCHAR)",
        // Documentation, "Regular expression functions": whether the text contains the pattern.
        "CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)",
        // Documentation, "Date and time functions and operators": MySQL's formats. %Y, %m and %d mean the same in strftime.
        "CREATE MACRO date_format(day, format) AS strftime(day, format)",
        // Documentation, "Date and time functions and operators": the instant of ISO 8601 text, and its seconds since 1970.
        "CREATE MACRO from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)",
        "CREATE MACRO to_unixtime(instant) AS epoch(instant)",
    ];

    /// <summary>
    /// Rewrites a statement where a macro is not enough: functions that take a lambda, and names of types. Texts, names and comments stay
    /// unchanged.
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
    /// Writes a type of the table for DuckDB: <c>struct&lt;a:string,b:struct&lt;c:string&gt;&gt;</c> becomes <c>STRUCT("a" VARCHAR, "b"
    /// STRUCT("c" VARCHAR))</c>.
    /// </summary>
    /// <param name="hive">The type.</param>
    /// <param name="name">Gives a field's name in DuckDB.</param>
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
