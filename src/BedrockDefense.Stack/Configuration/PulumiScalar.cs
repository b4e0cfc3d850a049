using System.Text.Json.Nodes;

namespace BedrockDefense.Stack.Configuration;

/// <summary>
/// Reads a scalar of the configuration as Pulumi's reader (Go's yaml.v3) does. It refuses a plain text that Pulumi would read
/// as a number or a time and write in another form, such as <c>0400</c>, which becomes 256.
/// </summary>
internal static class PulumiScalar
{
    /// <summary>Returns what is wrong with a scalar, or null.</summary>
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

    /// <summary>Whether Pulumi reads the scalar as text. Every key must be text.</summary>
    public static bool IsText(YamlScalar scalar) =>
        !scalar.IsPlain || (!scalar.IsNull && scalar.Boolean is null && !PlainScalar.IsNumberOfAll(scalar.Text) && FaultOf(scalar) is null);

    /// <summary>Returns the value of a whole setting. Pulumi keeps such a value as text, and null as an empty text.</summary>
    public static string ToText(YamlScalar scalar) =>
        scalar.IsNull ? ""
        : scalar.Boolean is { } flag ? (flag ? "true" : "false")
        : scalar.Text;

    /// <summary>Returns the value of a scalar inside a list or an object.</summary>
    public static JsonNode? ToJson(YamlScalar scalar) =>
        scalar.IsNull ? null
        : scalar.Boolean is { } flag ? JsonValue.Create(flag)
        : scalar.IsPlain && PlainScalar.IsNumberOfAll(scalar.Text) ? JsonNode.Parse(scalar.Text)
        : JsonValue.Create(scalar.Text);
}
