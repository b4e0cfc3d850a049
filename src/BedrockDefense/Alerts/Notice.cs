using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>
/// Something that AWS itself tells about this stack, in an event of its own rather than CloudTrail's: nobody else can give an
/// event such a source, so that no attacker can forge the message. The documents are in <c>policies/notices</c>.
/// </summary>
public sealed record Notice
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    // None of them can hold a line break or a quotation mark: AWS makes them all.
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

    /// <summary>Every notice of the catalog, in the order of their ids.</summary>
    public static ImmutableArray<Notice> All { get; } = [.. CatalogFiles.Ids("notices", ".json").Select(id => new Notice(id, Read(id)))];

    /// <summary>What its messages have where others have the id of a detection.</summary>
    public string Id { get; }

    /// <summary>How severe it is.</summary>
    public SigmaLevel Level { get; }

    /// <summary>Whether people are not told, since nobody has to do anything soon.</summary>
    public bool IsForMachinesOnly => _file.MachinesOnly;

    /// <summary>What it is, for the rule's description.</summary>
    public string Title => _file.Title;

    /// <summary>A notice of the catalog.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="InvalidOperationException">There is none of this id.</exception>
    public static Notice Find(string id) => All.Single(notice => notice.Id == id);

    /// <summary>The pattern of its events.</summary>
    /// <param name="names">The names of the stack, for the placeholders.</param>
    /// <exception cref="InvalidInputException">A placeholder has no value.</exception>
    public string Pattern(PlaceholderValues names) =>
        PolicyTemplate.Parse(_file.Pattern.ToJsonString(JsonText.Options), $"policies/notices/{Id}.json").FillFrom(names);

    /// <summary>Its message.</summary>
    /// <param name="form">The form.</param>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    public AlertMessage Message(AlertForm form, Uri? runbookBaseUrl)
    {
        ArgumentNullException.ThrowIfNull(form);
        var values = AlertMessage.ValuesOf(Level);
        values.Add(Placeholder.DetectionId, Id);
        values.Add(Placeholder.Title, Title);
        values.Add(Placeholder.Summary, _file.Summary);
        values.Add(Placeholder.Facts, _file.Facts);
        values.Add(Placeholder.NextSteps, _file.NextSteps);
        values.Add(Placeholder.NumberedSteps, _file.NextSteps.Select((step, index) => $"{index + 1}: {step}"));
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
