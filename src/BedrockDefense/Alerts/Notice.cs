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

    /// <summary>The text for people.</summary>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    public AlertMessage Text(Uri? runbookBaseUrl) =>
        AlertMessage.OfText(
            [
                $"{Level.SigmaName().ToUpperInvariant()}: {Title} {_file.Summary}",
                $"Detections: {Id}",
                .. _file.Facts,
                "Time: <time>",
                "Event id: <eventId>",
                .. _file.NextSteps.Select((step, index) => $"Next {index + 1}: {step}"),
                $"Runbook: {AlertMessage.Runbook(_file.Runbook, runbookBaseUrl)}",
            ],
            Paths
        );

    /// <summary>The same for a chat channel.</summary>
    /// <param name="runbookBaseUrl">Where the runbooks can be read; null when only the command shows them.</param>
    public AlertMessage Chat(Uri? runbookBaseUrl) =>
        AlertMessage.OfJson(
            PolicyTemplate
                .Load("alerts/notice-chat.json")
                .Fill(
                    new PlaceholderValues
                    {
                        { Placeholder.SeverityInCapitals, Level.SigmaName().ToUpperInvariant() },
                        { Placeholder.Title, Title },
                        { Placeholder.Summary, _file.Summary },
                        { Placeholder.DetectionId, Id },
                        { Placeholder.NextSteps, _file.NextSteps },
                        { Placeholder.Runbook, AlertMessage.Runbook(_file.Runbook, runbookBaseUrl) },
                    }
                ),
            Paths
        );

    /// <summary>The finding for machines.</summary>
    public AlertMessage Finding() =>
        AlertMessage.OfJson(
            PolicyTemplate
                .Load("alerts/notice.json")
                .Fill(
                    new PlaceholderValues
                    {
                        { Placeholder.Severity, Level.SigmaName() },
                        // OCSF counts from 1, informational, to 5, critical, as Sigma orders its levels.
                        { Placeholder.SeverityId, $"{(int)Level + 1}" },
                        { Placeholder.DetectionId, Id },
                        { Placeholder.Title, Title },
                        { Placeholder.Operation, _file.Operation },
                        { Placeholder.Service, _file.Service },
                        { Placeholder.Error, _file.Error },
                    }
                ),
            Paths
        );

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
