using System.Buffers;
using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// An input transformer for the target of an EventBridge rule, which turns an event into a message (Amazon EventBridge User Guide,
/// "Amazon EventBridge input transformation"). The documents are in <c>policies/alerts</c>, in one folder for each
/// <see cref="AlertForm"/>.
/// </summary>
/// <remarks>
/// A variable that is a whole JSON value arrives as JSON, so nothing in an event can break or forge a field. A variable that the
/// event lacks becomes <c>""</c>. EventBridge escapes nothing inside quotation marks. So JSON strings contain only fields that can
/// hold no quotation mark and no backslash. Lines of text contain only fields in which AWS allows no line break, and neither the
/// user agent nor the error message. A field that an attacker can choose within limits, such as the path of a user, stands at the
/// end of its line.
/// </remarks>
/// <param name="InputPaths">The variables, each with its path in the event.</param>
/// <param name="InputTemplate">The text of the message, with its variables.</param>
public sealed record AlertMessage(IReadOnlyDictionary<string, string> InputPaths, string InputTemplate)
{
    private static readonly IReadOnlyDictionary<string, string> Paths = JsonSerializer.Deserialize<Dictionary<string, string>>(
        CatalogFiles.Find("alerts/paths.json")!
    )!;

    private static readonly SearchValues<char> UnsafeCharacters = SearchValues.Create("<>\"\\\r\n");

    /// <summary>Whether the message contains the link to the runbook, which may be secret.</summary>
    public bool TellsRunbook { get; init; }

    /// <summary>Creates the message of a detection.</summary>
    /// <param name="form">The form of the message.</param>
    /// <param name="alert">
    /// What the message is about. A message for machines names only the detection itself, even when the message for people names
    /// several.
    /// </param>
    /// <param name="outcome">
    /// How the calls ended; null for a rule that only machines get. Only messages for people contain the outcome.
    /// </param>
    /// <param name="runbookBaseUrl">The address of the runbooks; null when only the command line shows them.</param>
    /// <exception cref="InvalidInputException">The rule's title or next step would break the template.</exception>
    public static AlertMessage Of(AlertForm form, PeopleAlert alert, CallOutcome? outcome, Uri? runbookBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(alert);
        var told = form.IsReadByPeople ? alert : alert with { WiderDetections = [] };
        List<Detection> named = [told.Detection, .. told.WiderDetections];
        List<string> titles = [.. named.Select(Title)];
        var values = ValuesOf(told.Level);
        values.Add(Placeholder.Runbook, Runbook(told.Detection.Id, runbookBaseUrl));
        values.Add(Placeholder.DetectionId, told.Detection.Id);
        if (told.Detection.Rule.Id is { } ruleId)
        {
            values.Add(Placeholder.RuleId, ruleId);
        }

        values.Add(Placeholder.Title, titles[0]);
        values.Add(Placeholder.OtherTitles, titles is [_] ? [] : [string.Join("; ", titles.Skip(1))]);
        values.Add(Placeholder.Titles, string.Join("; ", titles));
        values.Add(Placeholder.DetectionIds, string.Join(", ", named.Select(detection => detection.Id)));
        values.Add(Placeholder.NextStep, NextStep(told.Detection));
        values.Add(Placeholder.Attacks, AttackMatrix.TechniquesOf(told.Detection.Rule).Select(Attack));
        if (form.IsReadByPeople && outcome is { } ended)
        {
            values.Add(Placeholder.OutcomeWord, NameOutcome(ended));
            values.Add(Placeholder.Outcome, DescribeOutcome(ended));
        }

        return Of(form.Alert, values, Paths);
    }

    /// <summary>Returns the severity in every notation that a document can use.</summary>
    internal static PlaceholderValues ValuesOf(SigmaLevel level) =>
        new()
        {
            { Placeholder.Severity, level.SigmaName() },
            { Placeholder.SeverityInCapitals, level.SigmaName().ToUpperInvariant() },
            { Placeholder.SeverityInOcsf, level.ToString() },
            { Placeholder.SeverityInPagerDuty, PagerDutySeverity(level) },
            // OCSF numbers the severities from 1 (informational) to 5 (critical), in the same order as Sigma.
            { Placeholder.SeverityId, $"{(int)level + 1}" },
        };

    /// <summary>Fills a document and keeps only the variables that the result uses.</summary>
    internal static AlertMessage Of(AlertDocument document, PlaceholderValues values, IReadOnlyDictionary<string, string> paths)
    {
        var template = document.Fill(values);
        var used = paths.Where(path => template.Contains($"<{path.Key}>", StringComparison.Ordinal)).ToDictionary();
        // The constructor throws if EventBridge would refuse the transformer. So the error appears here, whoever declares the rule.
        _ = new InputTransformer(used, template);
        return new(used, template) { TellsRunbook = document.Placeholders.Contains(Placeholder.Runbook.Name) };
    }

    private static string Attack(AttackTechnique technique) =>
        $"{AttackMatrix.Version}|{technique.ParentId ?? technique.Id}|{(technique.ParentId is null ? "" : technique.Id)}|{technique.Name}";

    // PagerDuty, "PD-CEF": critical, error, warning, info.
    private static string PagerDutySeverity(SigmaLevel level) =>
        level switch
        {
            SigmaLevel.Critical => "critical",
            SigmaLevel.High => "error",
            SigmaLevel.Medium => "warning",
            _ => "info",
        };

    private static string NameOutcome(CallOutcome outcome) =>
        outcome switch
        {
            CallOutcome.Succeeded => "SUCCEEDED",
            CallOutcome.Refused => "REFUSED",
            _ => "ATTEMPTED",
        };

    // A call can fail for other reasons than missing permission, so the text contains the error code.
    private static string DescribeOutcome(CallOutcome outcome) =>
        NameOutcome(outcome)
        + outcome switch
        {
            CallOutcome.Succeeded => "",
            CallOutcome.Refused => " (<errorCode>)",
            _ => " (error code [<errorCode>]; [] means that it succeeded)",
        };

    /// <summary>Returns where the runbook of a detection can be read: a link, or the command that shows it.</summary>
    internal static string Runbook(string id, Uri? baseUrl) =>
        baseUrl is null
            ? $"bedrock-defense runbook {id}"
            : $"{(baseUrl.IsAbsoluteUri ? baseUrl.AbsoluteUri : baseUrl.OriginalString).TrimEnd('/')}/{id}.md";

    private static string Title(Detection detection) => RequirePlainText(detection.Id, "title", detection.Rule.Title);

    private static string NextStep(Detection detection) => RequirePlainText(detection.Id, "next_step", detection.Rule.NextStep);

    /// <summary>Returns what is wrong with a field of a detection that is used in messages, or null when nothing is wrong.</summary>
    public static string? FaultOf(string id, string field, string? value) =>
        // An angle bracket would start a variable. A quotation mark or a line break would end the line too early.
        value is null
        || value.AsSpan().ContainsAny(UnsafeCharacters)
            ? $"the {field} of detection {id} is {(value is null ? "missing" : $"\"{value}\"")};"
                + " write one line without <, >, \" and \\, since it becomes part of an alert's template"
            : null;

    private static string RequirePlainText(string id, string field, string? value) =>
        FaultOf(id, field, value) is { } fault ? throw new InvalidInputException(fault) : value!;
}
