using BedrockDefense.CloudTrail;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// What a field inside a JSON column holds, as the evaluator finds it: everything at the path, through arrays of objects
/// wherever CloudTrail documents no single object. Three levels of arrays directly inside each other are taken apart; the
/// parameters of AWS's APIs have two at most.
/// </summary>
/// <param name="Column">The column with the JSON text.</param>
/// <param name="Field">The field.</param>
internal sealed record JsonField(string Column, FieldPath Field)
{
    private const int NestedArrays = 3;

    /// <summary>
    /// The things at the path, an array there being one thing, as an <c>array(json)</c> that may hold NULLs for what is absent.
    /// </summary>
    /// <exception cref="InexpressibleException">A name in the path has no form in Trino.</exception>
    public string Found()
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
            found = at == 1 ? $"ARRAY[json_extract({Column}, {path})]" : $"transform({Flat(found)}, v -> json_extract(v, {path}))";
            at = end;
        }

        return found;
    }

    /// <summary>The strings among the things found.</summary>
    // JSON text begins with a quote if and only if it is a string.
    public string Texts(string found) =>
        $"transform(filter({Elements(found)}, v -> json_format(v) LIKE '\"%'), v -> json_extract_scalar(v, '$'))";

    /// <summary>The numbers among the things found, as doubles; a string's JSON text is none.</summary>
    public string Numbers(string found) =>
        $"filter(transform({Elements(found)}, v -> TRY_CAST(json_format(v) AS double)), v -> v IS NOT NULL)";

    /// <summary>The booleans among the things found, as texts.</summary>
    public string Flags(string found) => $"filter(transform({Elements(found)}, v -> json_format(v)), v -> v IN ('true', 'false'))";

    private string Elements(string found) =>
        CloudTrailShape.KindOf(Field) is FieldKind.Text or FieldKind.Boolean or FieldKind.Number ? found : Flat(found);

    private static string Flat(string found)
    {
        for (var level = 0; level < NestedArrays; level++)
        {
            found = $"flatten(transform({found}, v -> COALESCE(TRY_CAST(v AS array(json)), ARRAY[v])))";
        }

        return found;
    }
}
