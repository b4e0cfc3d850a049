using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>
/// A form of messages: a folder of <c>policies/alerts</c>. Its <c>form.json</c> says what the form is for, and it has one document
/// for each kind of message. The folders are the list of all forms; the table of protocols says which protocol gets which form.
/// </summary>
public sealed class AlertForm
{
    private const string Folder = "alerts";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private AlertForm(string id, FormFile file, AlertDocument alert, AlertDocument notice, AlertDocument maintenance) =>
        (Id, Purpose, Topic, Receiver, Machine, IsReadByPeople, Alert, Notice, Maintenance) = (
            id,
            file.Purpose,
            file.Topic,
            file.Receiver,
            file.Machine,
            file.People ?? (file.Topic is null && file.Receiver is null),
            alert,
            notice,
            maintenance
        );

    /// <summary>Every form of the catalog, in the order of the ids.</summary>
    /// <exception cref="InvalidInputException">A folder lacks a document, or one of its documents is invalid.</exception>
    public static ImmutableArray<AlertForm> All { get; } =
    [.. CatalogFiles.Folders(Folder).Select(id => Read(id, name => CatalogFiles.Find($"{Folder}/{name}")))];

    /// <summary>The form of the messages on the topics for each severity.</summary>
    public static AlertForm Text { get; } = Find("text");

    /// <summary>The form of the messages on the topic that the stack itself watches.</summary>
    public static AlertForm Finding { get; } = Find("finding");

    /// <summary>The name of the form's folder.</summary>
    public string Id { get; }

    /// <summary>What the form is for.</summary>
    public string Purpose { get; }

    /// <summary>
    /// The last part of the name of the topic on which machines get every finding in this form; null when people read the form, or
    /// when a <see cref="Receiver"/> gets it.
    /// </summary>
    public string? Topic { get; }

    /// <summary>The service that gets messages in this form without a topic; null for the other forms.</summary>
    public string? Receiver { get; }

    /// <summary>
    /// The name of the documents of the state machine that makes the messages of the topic from those in this form; null where the topic
    /// has them as they are.
    /// </summary>
    public string? Machine { get; }

    /// <summary>
    /// Whether people read this form. People get one message when several detections fire for the same events, and only for the
    /// severities they ask for. Machines get every finding, and filter the findings themselves.
    /// </summary>
    public bool IsReadByPeople { get; }

    /// <summary>The document for the message of a detection.</summary>
    internal AlertDocument Alert { get; }

    /// <summary>The document for the message of a notice.</summary>
    internal AlertDocument Notice { get; }

    /// <summary>The document for the message of a maintenance window.</summary>
    internal AlertDocument Maintenance { get; }

    /// <summary>Returns the form with this id.</summary>
    /// <exception cref="InvalidInputException">No form has this id.</exception>
    public static AlertForm Find(string id) =>
        All.FirstOrDefault(form => form.Id == id)
        ?? throw new InvalidInputException(
            $"\"{id}\" is no form of alerts, since there is no folder policies/{Folder}/{id}; the forms are {string.Join("; ", All)}"
        );

    /// <summary>Reads a form.</summary>
    /// <param name="id">The name of the form's folder.</param>
    /// <param name="find">
    /// Returns the text of a document, given its path under <c>policies/alerts</c>, or null when the document does not exist.
    /// </param>
    /// <exception cref="InvalidInputException">Lists every document that is missing or invalid.</exception>
    internal static AlertForm Read(string id, Func<string, string?> find)
    {
        var faults = new List<Fault>();
        var file = Try(() => ReadFile(id, find));
        var alert = Try(() => ReadDocument(id, "alert", find));
        var notice = Try(() => ReadDocument(id, "notice", find));
        var maintenance = Try(() => ReadDocument(id, "maintenance", find));
        return faults.Count > 0 ? throw new InvalidInputException(faults) : new AlertForm(id, file!, alert!, notice!, maintenance!);

        T? Try<T>(Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults);
                return null;
            }
        }
    }

    /// <summary>Returns the id and the purpose of the form.</summary>
    public override string ToString() => $"{Id} ({Purpose})";

    private static FormFile ReadFile(string id, Func<string, string?> find)
    {
        var path = $"policies/{Folder}/{id}/form.json";
        var text =
            find($"{id}/form.json")
            ?? throw new InvalidInputException($"there is no document {path}, which says what the form of alerts \"{id}\" is for");
        try
        {
            return JsonSerializer.Deserialize<FormFile>(text, Options)
                ?? throw new InvalidInputException("is null; write an object with purpose", new SourceLocation(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(exception.Message, new SourceLocation(path));
        }
    }

    private static AlertDocument ReadDocument(string id, string kind, Func<string, string?> find)
    {
        var found = AlertDocument
            .Extensions.Select(extension => $"{id}/{kind}{extension}")
            .Select(name => (Path: $"policies/{Folder}/{name}", Text: find(name)))
            .ToList();
        return found.FindAll(one => one.Text is not null) switch
        {
            [var only] => AlertDocument.Parse(only.Text!, only.Path),
            [] => throw new InvalidInputException(
                $"the form of alerts \"{id}\" lacks a document for {kind}: write {string.Join(" or ", found.Select(one => one.Path))}"
            ),
            var several => throw new InvalidInputException(
                $"the form of alerts \"{id}\" has {several.Count} documents for {kind}: keep one of "
                    + $"{string.Join(" and ", several.Select(one => one.Path))}"
            ),
        };
    }

    private sealed record FormFile(
        string Purpose,
        string? Topic = null,
        string? Receiver = null,
        string? Machine = null,
        bool? People = null
    );
}
