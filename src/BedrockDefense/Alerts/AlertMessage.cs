using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
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
    private static readonly string AlsoLine = Placeholder.OtherTitles.ToString();

    private static readonly IReadOnlyDictionary<string, string> Paths = JsonSerializer.Deserialize<Dictionary<string, string>>(
        CatalogFiles.Find("alerts/paths.json")!
    )!;

    private static readonly string[] TextLines = LinesOf("alerts/text.txt");

    private static readonly SearchValues<char> Unsafe = SearchValues.Create("<>\"\\\r\n");

    private static readonly PolicyTemplate FindingTemplate = PolicyTemplate.Load("alerts/finding.json");

    private static readonly PolicyTemplate ChatTemplate = PolicyTemplate.Load("alerts/chat.json");

    /// <summary>
    /// The text for people, a line per fact. EventBridge delivers every line in its quotation marks and escapes nothing in
    /// them, so the text holds only fields in which AWS allows no line break, and no user agent or error message. What an
    /// attacker can choose within limits, a user's path for one, ends its line.
    /// </summary>
    /// <param name="alert">What it is about.</param>
    /// <param name="outcome">How the calls ended.</param>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    /// <exception cref="InvalidInputException">The rule's title or next step would break the template.</exception>
    public static AlertMessage Text(PeopleAlert alert, CallOutcome outcome, Uri? runbookBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var lines = TextLines
            .Where(line => alert.Within.Count > 0 || !line.Contains(AlsoLine, StringComparison.Ordinal))
            .Select(line =>
                line.Replace(Placeholder.Outcome.ToString(), Said(outcome), StringComparison.Ordinal)
                    .Replace(
                        Placeholder.SeverityInCapitals.ToString(),
                        alert.Level.SigmaName().ToUpperInvariant(),
                        StringComparison.Ordinal
                    )
                    .Replace(Placeholder.Title.ToString(), Title(alert.Detection), StringComparison.Ordinal)
                    .Replace(AlsoLine, string.Join("; ", alert.Within.Select(Title)), StringComparison.Ordinal)
                    .Replace(Placeholder.DetectionIds.ToString(), Ids(alert), StringComparison.Ordinal)
                    .Replace(Placeholder.NextStep.ToString(), NextStep(alert.Detection), StringComparison.Ordinal)
                    .Replace(Placeholder.Runbook.ToString(), Runbook(alert.Detection.Id, runbookBaseUrl), StringComparison.Ordinal)
            );
        return OfText(lines, Paths);
    }

    /// <summary>
    /// The same for a chat channel, as the custom notification of Amazon Q Developer in chat applications (administrator
    /// guide, "Custom notifications"). Inside its strings stand only fields that hold no quotation mark and no backslash.
    /// </summary>
    /// <param name="alert">What it is about.</param>
    /// <param name="outcome">How the calls ended.</param>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    /// <exception cref="InvalidInputException">The rule's title or next step would break the template.</exception>
    public static AlertMessage Chat(PeopleAlert alert, CallOutcome outcome, Uri? runbookBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return OfJson(
            ChatTemplate.Fill(
                new PlaceholderValues
                {
                    { Placeholder.OutcomeWord, Word(outcome) },
                    { Placeholder.Outcome, Said(outcome) },
                    { Placeholder.DetectionId, alert.Detection.Id },
                    { Placeholder.SeverityInCapitals, alert.Level.SigmaName().ToUpperInvariant() },
                    { Placeholder.Titles, string.Join("; ", alert.Within.Prepend(alert.Detection).Select(Title)) },
                    { Placeholder.DetectionIds, Ids(alert) },
                    { Placeholder.NextStep, NextStep(alert.Detection) },
                    { Placeholder.Runbook, Runbook(alert.Detection.Id, runbookBaseUrl) },
                }
            ),
            Paths
        );
    }

    /// <summary>
    /// The finding for machines, in JSON, as <c>policies/alerts/finding.schema.json</c> describes it. Its variables stand
    /// outside quotation marks, where EventBridge writes every value as JSON, so that nothing in an event can break or forge
    /// a field; a field the event lacks becomes <c>""</c>.
    /// </summary>
    /// <exception cref="InvalidInputException">The rule's title would break the template.</exception>
    public static AlertMessage Finding(Detection detection)
    {
        ArgumentNullException.ThrowIfNull(detection);
        return OfJson(
            FindingTemplate.Fill(
                new PlaceholderValues
                {
                    { Placeholder.DetectionId, detection.Id },
                    { Placeholder.RuleId, detection.Rule.Id! },
                    { Placeholder.Title, Title(detection) },
                    { Placeholder.Severity, detection.Level.SigmaName() },
                    // OCSF counts from 1, informational, to 5, critical, as Sigma orders its levels.
                    { Placeholder.SeverityId, $"{(int)detection.Level + 1}" },
                }
            ),
            Paths
        );
    }

    /// <summary>The lines of a document of <c>policies/</c>.</summary>
    internal static string[] LinesOf(string path) =>
        CatalogFiles.Find(path)!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A JSON document whose variables, where they are whole values, and numbers lose their quotation marks.</summary>
    internal static AlertMessage OfJson(string json, IReadOnlyDictionary<string, string> paths) =>
        Of(Unquoted().Replace(json, "$1$2"), paths);

    /// <summary>A text, a quoted line each.</summary>
    internal static AlertMessage OfText(IEnumerable<string> lines, IReadOnlyDictionary<string, string> paths) =>
        Of(string.Join('\n', lines.Select(line => $"\"{line}\"")), paths);

    // What EventBridge would refuse is refused where it is made, whoever declares it.
    private static AlertMessage Of(string template, IReadOnlyDictionary<string, string> paths)
    {
        var used = paths.Where(path => template.Contains($"<{path.Key}>", StringComparison.Ordinal)).ToDictionary();
        _ = new InputTransformer(used, template);
        return new(used, template);
    }

    private static string Word(CallOutcome outcome) =>
        outcome switch
        {
            CallOutcome.Succeeded => "SUCCEEDED",
            CallOutcome.Refused => "REFUSED",
            _ => "ATTEMPTED",
        };

    // What a call failed for need not be a refusal of permission: the code tells.
    private static string Said(CallOutcome outcome) =>
        Word(outcome)
        + outcome switch
        {
            CallOutcome.Succeeded => "",
            CallOutcome.Refused => " (<errorCode>)",
            _ => " (error code [<errorCode>]; [] means that it succeeded)",
        };

    private static string Ids(PeopleAlert alert) =>
        string.Join(", ", alert.Within.Prepend(alert.Detection).Select(detection => detection.Id));

    /// <summary>Where the runbook of a detection is: a link, or the command.</summary>
    internal static string Runbook(string id, Uri? baseUrl) =>
        baseUrl is null
            ? $"bedrock-defense runbook {id}"
            : $"{(baseUrl.IsAbsoluteUri ? baseUrl.AbsoluteUri : baseUrl.OriginalString).TrimEnd('/')}/{id}.md";

    private static string Title(Detection detection) => Plain(detection.Id, "title", detection.Rule.Title);

    private static string NextStep(Detection detection) => Plain(detection.Id, "next_step", detection.Rule.NextStep);

    // Angle brackets would be variables, a quotation mark or a line break would end the line early.
    private static string Plain(string id, string field, string? value) =>
        value is null || value.AsSpan().ContainsAny(Unsafe)
            ? throw new InvalidInputException(
                $"the {field} of detection {id} is {(value is null ? "missing" : $"\"{value}\"")}; write one line without <, >, \" and \\, since it becomes part of an alert's template"
            )
            : value;

    // A variable that is a whole value, and a number that a placeholder stood for.
    [GeneratedRegex("\"(<[A-Za-z]+>)\"|\"#([0-9]+)\"")]
    private static partial Regex Unquoted();
}
