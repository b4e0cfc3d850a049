using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Configuration;

/// <summary>
/// A scalar of the configuration as Pulumi's reader (Go's yaml.v3) takes it. A plain text that it would take for a number or
/// a time and write otherwise than it stands there, such as <c>0400</c> for 256, is refused.
/// </summary>
internal static class PulumiScalar
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? FaultOf(YamlScalar scalar)
    {
        if (scalar.InvisibleSpaceFault is { } stray)
        {
            return stray;
        }

        if (scalar.Text.StartsWith('\n'))
        {
            return "begins with an empty line, of which Pulumi loses one; begin with the text";
        }

        if (!scalar.IsPlain || PlainScalar.IsNumberOfAll(scalar.Text))
        {
            return null;
        }

        if (scalar.Text.StartsWith(':'))
        {
            return $"{VisibleText.Quote(scalar.Text, VisibleText.Excerpt)} begins with a colon, which Pulumi does not read "
                + "everywhere; put it in quotes";
        }

        var text = VisibleText.Of(scalar.Text, VisibleText.Excerpt);
        return PlainScalar.IsNumberOfGo(scalar.Text)
                ? $"Pulumi reads {text} as a number and writes it otherwise; put it in quotes where it is a text, such as \""
                    + $"{text}\", or write a number in decimal digits without leading zeros"
            : PlainScalar.IsTimeOfGo(scalar.Text) ? $"Pulumi reads {text} as a time and writes it otherwise; put it in quotes: \"{text}\""
            : null;
    }

    /// <summary>Whether it is a text, as every key is.</summary>
    public static bool IsText(YamlScalar scalar) =>
        !scalar.IsPlain || (!scalar.IsNull && scalar.Boolean is null && !PlainScalar.IsNumberOfAll(scalar.Text) && FaultOf(scalar) is null);

    /// <summary>The value of a setting of its own: Pulumi keeps it as text, and null as none.</summary>
    public static string Text(YamlScalar scalar) =>
        scalar.IsNull ? ""
        : scalar.Boolean is { } flag ? (flag ? "true" : "false")
        : scalar.Text;

    /// <summary>The value inside a list or an object.</summary>
    public static JsonNode? Json(YamlScalar scalar) =>
        scalar.IsNull ? null
        : scalar.Boolean is { } flag ? JsonValue.Create(flag)
        : scalar.IsPlain && PlainScalar.IsNumberOfAll(scalar.Text) ? JsonNode.Parse(scalar.Text)
        : JsonValue.Create(scalar.Text);
}
