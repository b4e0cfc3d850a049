using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// Writes the values of a field inside a JSON column, as the evaluator finds them: everything at the path, also inside arrays of
/// objects, unless CloudTrail documents a single object. At most three levels of directly nested arrays are flattened. The
/// parameters of AWS APIs have at most two.
/// </summary>
/// <param name="Column">The column with the JSON text.</param>
/// <param name="Field">The field.</param>
internal sealed record JsonField(string Column, FieldPath Field)
{
    private const int NestedArrays = 3;

    /// <summary>
    /// Returns the values at the path as an <c>array(json)</c>, in which an absent value is NULL. An array at the path is one
    /// value.
    /// </summary>
    /// <exception cref="InexpressibleException">A name in the path has no form in Trino.</exception>
    public string Values()
    {
        var names = Field.Segments;
        var found = "";
        for (var at = 1; at < names.Count; )
        {
            var end = at + 1;
            while (end < names.Count && CloudTrailShape.KindOf(new FieldPath(string.Join('.', names.Take(end)))) == FieldKind.Object)
            {
                end++;
            }

            var path = SqlText.JsonPath([.. names.Take(end).Skip(at)]);
            found = at == 1 ? $"ARRAY[json_extract({Column}, {path})]" : $"transform({Flatten(found)}, v -> json_extract(v, {path}))";
            at = end;
        }

        return found;
    }

    /// <summary>Returns the strings among the values.</summary>
    // A JSON text begins with a quotation mark if and only if it is a string.
    public string Texts(string found) =>
        $"transform(filter({Elements(found)}, v -> json_format(v) LIKE '\"%'), v -> json_extract_scalar(v, '$'))";

    /// <summary>Returns the numbers among the values, as doubles. A string that contains a number is not a number.</summary>
    public string Numbers(string found) =>
        $"filter(transform({Elements(found)}, v -> TRY_CAST(json_format(v) AS double)), v -> v IS NOT NULL)";

    /// <summary>Returns the booleans among the values, as texts.</summary>
    public string Flags(string found) => $"filter(transform({Elements(found)}, v -> json_format(v)), v -> v IN ('true', 'false'))";

    private string Elements(string found) =>
        CloudTrailShape.KindOf(Field) is FieldKind.Text or FieldKind.Boolean or FieldKind.Number ? found : Flatten(found);

    private static string Flatten(string found)
    {
        for (var level = 0; level < NestedArrays; level++)
        {
            found = $"flatten(transform({found}, v -> COALESCE(TRY_CAST(v AS array(json)), ARRAY[v])))";
        }

        return found;
    }
}
