using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// A notice that AWS itself sends about this stack, in an event that does not come from CloudTrail. Nobody else can send an event
/// with such a source, so no attacker can forge the message. The documents are in <c>policies/notices</c>.
/// </summary>
public sealed record Notice
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    // AWS itself makes these values, so none of them can contain a line break or a quotation mark.
    private static readonly ImmutableDictionary<string, string> CommonPaths = new Dictionary<string, string>
    {
        ["account"] = "$.account",
        ["region"] = "$.region",
        ["time"] = "$.time",
        ["eventId"] = "$.id",
        ["event"] = "$.detail",
    }.ToImmutableDictionary();

    private readonly NoticeFile _file;

    private Notice(string id, NoticeFile file)
    {
        (Id, _file) = (id, file);
        Level = Enum.Parse<SigmaLevel>(file.Level, ignoreCase: true);
    }

    /// <summary>Every notice of the catalog, in the order of the ids.</summary>
    public static ImmutableArray<Notice> All { get; } = [.. CatalogFiles.Ids("notices", ".json").Select(id => new Notice(id, Read(id)))];

    /// <summary>The id, which messages contain in place of the id of a detection.</summary>
    public string Id { get; }

    /// <summary>The severity of the notice.</summary>
    public SigmaLevel Level { get; }

    /// <summary>Whether only machines get the notice, because nobody has to act on it soon.</summary>
    public bool IsForMachinesOnly => _file.MachinesOnly;

    /// <summary>The title, which is also used in the description of the rule.</summary>
    public string Title => _file.Title;

    /// <summary>Returns a notice of the catalog.</summary>
    /// <param name="id">The id of the notice.</param>
    /// <exception cref="InvalidOperationException">No notice has this id.</exception>
    public static Notice Find(string id) => All.Single(notice => notice.Id == id);

    /// <summary>Returns the pattern that matches the events of the notice.</summary>
    /// <param name="names">The values of the placeholders: the names of the stack's resources.</param>
    /// <exception cref="InvalidInputException">A placeholder has no value.</exception>
    public string Pattern(PlaceholderValues names) =>
        PolicyTemplate.Parse(_file.Pattern.ToJsonString(JsonText.Options), $"policies/notices/{Id}.json").FillFrom(names);

    /// <summary>Creates the message of the notice.</summary>
    /// <param name="form">The form of the message.</param>
    /// <param name="runbookBaseUrl">The address of the runbooks; null when only the command line shows them.</param>
    public AlertMessage Message(AlertForm form, Uri? runbookBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(form);
        var values = AlertMessage.ValuesOf(Level);
        values.Add(Placeholder.DetectionId, Id);
        values.Add(Placeholder.Title, Title);
        values.Add(Placeholder.Summary, _file.Summary);
        values.Add(Placeholder.Facts, _file.Facts);
        values.Add(Placeholder.NextSteps, _file.NextSteps);
        List<string> numbered = [.. _file.NextSteps.Select((step, index) => $"{index + 1}: {step}")];
        values.Add(Placeholder.NumberedSteps, numbered);
        values.Add(Placeholder.StepsInOrder, string.Join(' ', numbered));
        values.Add(Placeholder.Operation, _file.Operation);
        values.Add(Placeholder.Service, _file.Service);
        values.Add(Placeholder.Error, _file.Error);
        values.Add(Placeholder.Runbook, AlertMessage.Runbook(_file.Runbook, runbookBaseUrl));
        return AlertMessage.Of(form.Notice, values, Paths);
    }

    private ImmutableDictionary<string, string> Paths => CommonPaths.AddRange(_file.Paths);

    private static NoticeFile Read(string id)
    {
        try
        {
            return JsonSerializer.Deserialize<NoticeFile>(CatalogFiles.Find($"notices/{id}.json")!, Options)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(exception.Message, new SourceLocation($"policies/notices/{id}.json"));
        }
    }

    private sealed record NoticeFile(
        string Title,
        string Level,
        JsonObject Pattern,
        IReadOnlyDictionary<string, string> Paths,
        string Summary,
        IReadOnlyList<string> Facts,
        IReadOnlyList<string> NextSteps,
        string Runbook,
        string Operation,
        string Service,
        string Error,
        bool MachinesOnly = false
    );
}
