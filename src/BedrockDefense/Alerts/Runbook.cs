using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>The instructions for when a detection fires: the file <c>runbook.md</c> in the folder of the detection.</summary>
/// <param name="Text">The runbook in Markdown.</param>
/// <param name="RefusedValues">
/// Sentences about the values of the event that were not inserted, because they do not have the form that AWS gives them.
/// </param>
public sealed partial record Runbook(string Text, IReadOnlyList<string> RefusedValues)
{
    // Somebody will copy these values into a shell. So a value that does not have the expected form is not inserted.
    private static readonly (string Placeholder, string[] Path, Regex Form)[] Values =
    [
        ("ACCOUNT", ["recipientAccountId"], AccountId()),
        ("REGION", ["awsRegion"], RegionCode()),
        ("TIME", ["eventTime"], Time()),
        ("EVENT_ID", ["eventID"], EventId()),
        ("KEY_ID", ["userIdentity", "accessKeyId"], AccessKeyId()),
        ("ROLE", ["userIdentity", "sessionContext", "sessionIssuer", "userName"], EntityName()),
        ("USER", ["userIdentity", "userName"], EntityName()),
    ];

    /// <summary>Returns the runbook of a detection as it is written, with its placeholders.</summary>
    /// <exception cref="InvalidInputException">The catalog has no runbook for this id.</exception>
    public static Runbook Of(string id) =>
        new(
            CatalogFiles.Find($"detections/{id}/{DetectionFolder.Runbook}")
                ?? throw new InvalidInputException(
                    $"there is no runbook {VisibleText.Quote(id)};"
                        + $" the runbooks are {string.Join(", ", CatalogFiles.Ids("detections", $"/{DetectionFolder.Runbook}"))}"
                ),
            []
        );

    /// <summary>
    /// Returns the runbook with the values of an event inserted. The paragraph that explains the placeholders keeps them.
    /// </summary>
    /// <param name="cloudTrailRecord">The record that fired the detection.</param>
    public Runbook For(JsonElement cloudTrailRecord)
    {
        var (values, refused) = Read(cloudTrailRecord);
        if (
            values.TryGetValue("TIME", out var time)
            && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        )
        {
            values["START"] = at.AddDays(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        }

        var paragraphs = Text.ReplaceLineEndings("\n")
            .Split("\n\n")
            .Select(
                (paragraph, index) =>
                    index == 1
                        ? $"{paragraph}\n\nOf this event: {string.Join(", ", values.Select(value => $"{value.Key} {value.Value}"))}."
                        : Placeholder().Replace(paragraph, found => values.GetValueOrDefault(found.Value, found.Value))
            );
        return new Runbook(string.Join("\n\n", paragraphs), refused);
    }

    private static (Dictionary<string, string> Values, List<string> RefusedValues) Read(JsonElement record)
    {
        var values = new Dictionary<string, string>();
        var refused = new List<string>();
        foreach (var (placeholder, path, form) in Values)
        {
            if (Find(record, path) is not { } text)
            {
                continue;
            }

            if (form.IsMatch(text))
            {
                values[placeholder] = text;
            }
            else
            {
                refused.Add(
                    $"{placeholder} is not put in: {string.Join('.', path)} is "
                        + $"{VisibleText.Quote(text, VisibleText.Excerpt)}, which is not of the form that AWS gives it"
                );
            }
        }

        return (values, refused);
    }

    private static string? Find(JsonElement record, string[] path)
    {
        foreach (var name in path)
        {
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(name, out record))
            {
                return null;
            }
        }

        return record.ValueKind == JsonValueKind.String ? record.GetString() : null;
    }

    [GeneratedRegex("(?<![A-Za-z0-9_])[A-Z][A-Z_]+(?![A-Za-z0-9_])")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^[0-9]{12}\z")]
    private static partial Regex AccountId();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}\z")]
    private static partial Regex RegionCode();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\z")]
    private static partial Regex Time();

    [GeneratedRegex(@"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z")]
    private static partial Regex EventId();

    [GeneratedRegex(@"^A[A-Z0-9]{15,127}\z")]
    private static partial Regex AccessKeyId();

    // The characters that IAM allows (IAM User Guide, "IAM and AWS STS quotas"). A hyphen at the start is excluded, because a
    // command would read the name as an option.
    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@][A-Za-z0-9_+=,.@-]{0,63}\z")]
    private static partial Regex EntityName();
}
