using System.Text.RegularExpressions;
using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>
/// A document of an <see cref="AlertForm"/>. Placeholders (<c>%title%</c>) stand for what is known when the stack is made;
/// variables (<c>&lt;account&gt;</c>) stand for what the event tells. The document is either JSON or text with one fact in each
/// line. A line of text is written once for each value of its placeholder, so a placeholder without values drops its line.
/// </summary>
internal sealed partial class AlertDocument
{
    private const string Json = ".json";

    private readonly string _name;
    private readonly PolicyTemplate? _json;
    private readonly PolicyTemplateText[] _lines = [];

    private AlertDocument(string name, PolicyTemplate json) => (_name, _json) = (name, json);

    private AlertDocument(string name, PolicyTemplateText[] lines) => (_name, _lines) = (name, lines);

    /// <summary>The file name extensions that a document may have. The extension decides whether the document is JSON or text.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [Json, ".txt"];

    /// <summary>The names of the document's placeholders.</summary>
    public IEnumerable<string> Placeholders =>
        _json?.Placeholders ?? _lines.SelectMany(line => line.Names).Distinct(StringComparer.Ordinal);

    /// <summary>Reads a document.</summary>
    /// <param name="text">The text of the document.</param>
    /// <param name="name">The name of the document, with its extension.</param>
    /// <exception cref="PolicyTemplateException">The document is invalid.</exception>
    public static AlertDocument Parse(string text, string name) =>
        name.EndsWith(Json, StringComparison.Ordinal)
            ? new(name, PolicyTemplate.Parse(text, name))
            : new(
                name,
                [
                    .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(line =>
                            PolicyTemplateText.TryParse(line)
                            ?? throw new PolicyTemplateException($"{name}: the line \"{line}\" holds a lone percent sign")
                        ),
                ]
            );

    /// <summary>
    /// Fills the placeholders and returns the template for EventBridge. In JSON, a variable that is a whole value loses its
    /// quotation marks, and so does a number. In text, every line gets quotation marks. Values without a placeholder in the
    /// document are ignored.
    /// </summary>
    /// <exception cref="PolicyTemplateException">A placeholder has no value.</exception>
    public string Fill(PlaceholderValues values)
    {
        if (_json is not null)
        {
            return QuotedValue().Replace(_json.FillFrom(values), "$1$2");
        }

        return Placeholders.FirstOrDefault(name => !values.ByName.ContainsKey(name)) is { } missing
            ? throw new PolicyTemplateException($"{_name}: the placeholder %{missing}% has no value")
            : string.Join('\n', _lines.SelectMany(line => line.Expand(values.ByName)).Select(line => $"\"{line}\""));
    }

    // A quoted variable that is a whole value, or a quoted number (marked with #) that replaced a placeholder.
    [GeneratedRegex("\"(<[A-Za-z]+>)\"|\"#([0-9]+)\"")]
    private static partial Regex QuotedValue();
}
