using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// How EventBridge turns an event into a message: an input transformer to declare on a rule's target (Amazon
/// EventBridge User Guide, "Amazon EventBridge input transformation"). The documents are in <c>policies/alerts</c>.
/// </summary>
/// <param name="InputPaths">The variables and where the event has them.</param>
/// <param name="InputTemplate">The message with its variables.</param>
public sealed partial record AlertMessage(IReadOnlyDictionary<string, string> InputPaths, string InputTemplate)
{
    private static readonly IReadOnlyDictionary<string, string> Paths =
        JsonSerializer.Deserialize<Dictionary<string, string>>(CatalogFiles.Find("alerts/paths.json")!)!;

    private static readonly string[] TextLines =
        CatalogFiles.Find("alerts/text.txt")!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static readonly SearchValues<char> Unsafe = SearchValues.Create("<>\"\\\r\n");

    private static readonly PolicyTemplate FindingTemplate = PolicyTemplate.Load("alerts/finding.json");

    /// <summary>
    /// The text for people, a line per fact. EventBridge delivers every line in its quotation marks and escapes nothing in
    /// them, so the text holds only fields in which AWS allows no line break, and no user agent or error message.
    /// </summary>
    /// <exception cref="InvalidInputException">The rule's title or next step would break the template.</exception>
    public static AlertMessage Text(Detection detection)
    {
        ArgumentNullException.ThrowIfNull(detection);
        var (id, rule) = detection;
        var level = detection.Level.SigmaName();
        var lines = TextLines.Select(line => line
            .Replace("%SEVERITY%", level.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("%title%", Plain(id, "title", rule.Title), StringComparison.Ordinal)
            .Replace("%nextStep%", Plain(id, "next_step", rule.NextStep), StringComparison.Ordinal));
        return OfText(lines, Paths);
    }

    /// <summary>
    /// The finding for machines, in JSON. Its variables stand outside quotation marks, where EventBridge writes every
    /// value as JSON, so that nothing in an event can break or forge a field; a field the event lacks becomes <c>""</c>.
    /// </summary>
    /// <exception cref="InvalidInputException">The rule's title would break the template.</exception>
    public static AlertMessage Finding(Detection detection)
    {
        ArgumentNullException.ThrowIfNull(detection);
        var (id, rule) = detection;
        var json = FindingTemplate.Fill(new PolicyTemplateValues
        {
            { "id", id },
            { "sigmaId", rule.Id! },
            { "title", Plain(id, "title", rule.Title) },
            { "severity", detection.Level.SigmaName() },
        });
        return OfJson(json, Paths);
    }

    /// <summary>The text of a document of <c>policies/</c>, a quoted line each.</summary>
    internal static AlertMessage OfLines(string path, IReadOnlyDictionary<string, string> paths) =>
        OfText(CatalogFiles.Find(path)!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), paths);

    /// <summary>A JSON document whose variables lose their quotation marks.</summary>
    internal static AlertMessage OfJson(string json, IReadOnlyDictionary<string, string> paths) =>
        Of(QuotedVariable().Replace(json, "$1"), paths);

    private static AlertMessage OfText(IEnumerable<string> lines, IReadOnlyDictionary<string, string> paths) =>
        Of(string.Join('\n', lines.Select(line => $"\"{line}\"")), paths);

    private static AlertMessage Of(string template, IReadOnlyDictionary<string, string> paths) =>
        new(paths.Where(path => template.Contains($"<{path.Key}>", StringComparison.Ordinal)).ToDictionary(), template);

    // Angle brackets would be variables, a quotation mark or a line break would end the line early.
    private static string Plain(string id, string field, string? value) =>
        value is null || value.AsSpan().ContainsAny(Unsafe)
            ? throw new InvalidInputException(
                $"the {field} of detection {id} is {(value is null ? "missing" : $"\"{value}\"")}; write one line without <, >, \" and \\, since it becomes part of an alert's template")
            : value;

    [GeneratedRegex("\"(<[A-Za-z]+>)\"")]
    private static partial Regex QuotedVariable();
}
