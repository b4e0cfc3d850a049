using System.Buffers;
using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// How EventBridge turns an event into a message: an input transformer to declare on a rule's target (Amazon
/// EventBridge User Guide, "Amazon EventBridge input transformation"). The documents are in <c>policies/alerts</c>, a folder for
/// each <see cref="AlertForm"/>.
/// </summary>
/// <remarks>
/// As a whole value of JSON a variable arrives as JSON, so that nothing in an event can break or forge a field; one that the
/// event lacks becomes <c>""</c>. Inside quotation marks nothing is escaped: in strings of JSON stand only fields that hold no
/// quotation mark and no backslash, and in lines of text only fields in which AWS allows no line break, and no user agent or
/// error message. What an attacker can choose within limits, a user's path for one, ends its line.
/// </remarks>
/// <param name="InputPaths">The variables and where the event has them.</param>
/// <param name="InputTemplate">The message with its variables.</param>
public sealed record AlertMessage(IReadOnlyDictionary<string, string> InputPaths, string InputTemplate)
{
    private static readonly IReadOnlyDictionary<string, string> Paths = JsonSerializer.Deserialize<Dictionary<string, string>>(
        CatalogFiles.Find("alerts/paths.json")!
    )!;

    private static readonly SearchValues<char> Unsafe = SearchValues.Create("<>\"\\\r\n");

    /// <summary>Whether it tells where the runbook can be read, which may be a secret.</summary>
    public bool TellsRunbook { get; init; }

    /// <summary>The message of a detection.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="alert">What it is about; what machines read is about the detection alone, whatever else people's message names.</param>
    /// <param name="outcome">How the calls ended; null where a rule is for machines. Only what people read may tell it.</param>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
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
        if (form.IsReadByPeople && outcome is { } ended)
        {
            values.Add(Placeholder.OutcomeWord, Word(ended));
            values.Add(Placeholder.Outcome, Said(ended));
        }

        return Of(form.Alert, values, Paths);
    }

    /// <summary>How severe it is, in every way that a document can tell it.</summary>
    internal static PlaceholderValues ValuesOf(SigmaLevel level) =>
        new()
        {
            { Placeholder.Severity, level.SigmaName() },
            { Placeholder.SeverityInCapitals, level.SigmaName().ToUpperInvariant() },
            // OCSF counts from 1, informational, to 5, critical, as Sigma orders its levels.
            { Placeholder.SeverityId, $"{(int)level + 1}" },
        };

    /// <summary>A filled document, with those of the variables that it uses.</summary>
    internal static AlertMessage Of(AlertDocument document, PlaceholderValues values, IReadOnlyDictionary<string, string> paths)
    {
        var template = document.Fill(values);
        var used = paths.Where(path => template.Contains($"<{path.Key}>", StringComparison.Ordinal)).ToDictionary();
        // What EventBridge would refuse is refused where it is made, whoever declares it.
        _ = new InputTransformer(used, template);
        return new(used, template) { TellsRunbook = document.Placeholders.Contains(Placeholder.Runbook.Name) };
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

    /// <summary>Where the runbook of a detection is: a link, or the command.</summary>
    internal static string Runbook(string id, Uri? baseUrl) =>
        baseUrl is null
            ? $"bedrock-defense runbook {id}"
            : $"{(baseUrl.IsAbsoluteUri ? baseUrl.AbsoluteUri : baseUrl.OriginalString).TrimEnd('/')}/{id}.md";

    private static string Title(Detection detection) => Plain(detection.Id, "title", detection.Rule.Title);

    private static string NextStep(Detection detection) => Plain(detection.Id, "next_step", detection.Rule.NextStep);

    /// <summary>What is wrong with a field of a detection that stands in its messages; null when nothing is.</summary>
    public static string? FaultOf(string id, string field, string? value) =>
        // Angle brackets would be variables, a quotation mark or a line break would end the line early.
        value is null
        || value.AsSpan().ContainsAny(Unsafe)
            ? $"the {field} of detection {id} is {(value is null ? "missing" : $"\"{value}\"")};"
                + " write one line without <, >, \" and \\, since it becomes part of an alert's template"
            : null;

    private static string Plain(string id, string field, string? value) =>
        FaultOf(id, field, value) is { } fault ? throw new InvalidInputException(fault) : value!;
}
