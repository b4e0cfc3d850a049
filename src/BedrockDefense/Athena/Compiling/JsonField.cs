using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Compiling;

namespace BedrockDefense.Athena.Compiling;

/// <summary>
/// What a field inside a JSON column holds, as the evaluator finds it: everything at the path, through arrays of objects.
/// Three levels of arrays directly inside each other are taken apart; the parameters of AWS's APIs have two at most.
/// </summary>
/// <param name="Column">The column with the JSON text.</param>
/// <param name="Field">The field.</param>
internal sealed record JsonField(string Column, FieldPath Field)
{
    private const int NestedArrays = 3;

    /// <summary>The things at the path, an array there being one thing, as an <c>array(json)</c> that may hold NULLs for what is absent.</summary>
    /// <exception cref="Inexpressible">A name in the path has no form in Trino.</exception>
    public string Found()
    {
        var found = $"ARRAY[json_extract({Column}, {SqlText.JsonPath(Field.Segments[1])})]";
        foreach (var name in Field.Segments.Skip(2))
            found = $"transform({Elements(found)}, v -> json_extract(v, {SqlText.JsonPath(name)}))";
        return found;
    }

    /// <summary>Arrays replaced by their elements.</summary>
    public static string Elements(string found)
    {
        for (var level = 0; level < NestedArrays; level++)
            found = $"flatten(transform({found}, v -> COALESCE(TRY_CAST(v AS array(json)), ARRAY[v])))";
        return found;
    }

    // JSON text begins with a quote if and only if it is a string ("JSON functions and operators", Trino documentation).
    public static string Texts(string elements) => $"transform(filter({elements}, v -> json_format(v) LIKE '\"%'), v -> json_extract_scalar(v, '$'))";

    public static string Numbers(string elements) => $"filter(transform({elements}, v -> TRY_CAST(json_format(v) AS double)), n -> n IS NOT NULL)";

    public static string Flags(string elements) => $"filter(transform({elements}, v -> json_format(v)), t -> t IN ('true', 'false'))";
}
