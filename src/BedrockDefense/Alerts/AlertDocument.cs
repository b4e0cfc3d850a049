using System.Text.RegularExpressions;
using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>
/// A document of a form: what is known when the stack is made stands in placeholders (<c>%title%</c>), what the event tells in
/// variables (<c>&lt;account&gt;</c>). It takes of the values those that it has placeholders for. It is JSON, or text with a fact in
/// each line, in which a line is written once for each value of its placeholder, and so not at all where there is none.
/// </summary>
internal sealed partial class AlertDocument
{
    private const string Json = ".json";

    private readonly string _name;
    private readonly PolicyTemplate? _json;
    private readonly PolicyTemplateText[] _lines = [];

    private AlertDocument(string name, PolicyTemplate json) => (_name, _json) = (name, json);

    private AlertDocument(string name, PolicyTemplateText[] lines) => (_name, _lines) = (name, lines);

    /// <summary>How the name of a document ends, by what it is.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [Json, ".txt"];

    /// <summary>The placeholders.</summary>
    public IEnumerable<string> Placeholders =>
        _json?.Placeholders ?? _lines.SelectMany(line => line.Names).Distinct(StringComparer.Ordinal);

    /// <summary>Reads a document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">Its name, with an extension.</param>
    /// <exception cref="PolicyTemplateException">It is invalid.</exception>
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
    /// The template for EventBridge. In JSON, variables lose their quotation marks where they are whole values, and numbers do; every
    /// line of a text gets some.
    /// </summary>
    /// <exception cref="PolicyTemplateException">A placeholder has no value.</exception>
    public string Fill(PlaceholderValues values)
    {
        if (_json is not null)
        {
            return Unquoted().Replace(_json.FillFrom(values), "$1$2");
        }

        return Placeholders.FirstOrDefault(name => !values.ByName.ContainsKey(name)) is { } missing
            ? throw new PolicyTemplateException($"{_name}: the placeholder %{missing}% has no value")
            : string.Join('\n', _lines.SelectMany(line => line.Expand(values.ByName)).Select(line => $"\"{line}\""));
    }

    // A variable that is a whole value, and a number that a placeholder stood for.
    [GeneratedRegex("\"(<[A-Za-z]+>)\"|\"#([0-9]+)\"")]
    private static partial Regex Unquoted();
}
