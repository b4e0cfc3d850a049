using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;

namespace BedrockDefense.Alerts;

/// <summary>What to do when a detection fires, the file <c>runbook.md</c> of the detection's folder.</summary>
/// <param name="Text">The runbook in Markdown.</param>
/// <param name="Refused">The event's values that were not put in, because they are not of their form, a sentence each.</param>
public sealed partial record Runbook(string Text, IReadOnlyList<string> Refused)
{
    // Values end in commands that somebody copies into a shell at night: whatever is not of its form stays a placeholder.
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

    /// <summary>The runbook of a detection, as written.</summary>
    /// <exception cref="InvalidInputException">There is no such detection.</exception>
    public static Runbook Of(string id) =>
        new(
            CatalogFiles.Find($"detections/{id}/{DetectionFolder.Runbook}")
                ?? throw new InvalidInputException(
                    $"there is no runbook {VisibleText.Quote(id)};"
                        + $" the runbooks are {string.Join(", ", CatalogFiles.Ids("detections", $"/{DetectionFolder.Runbook}"))}"
                ),
            []
        );

    /// <summary>The runbook with the values of an event put in. Only the paragraph that explains the placeholders stays as it is.</summary>
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

    private static (Dictionary<string, string> Values, List<string> Refused) Read(JsonElement record)
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

    // IAM's own characters (IAM User Guide, "IAM and AWS STS quotas"), but for a hyphen at the start, which would make an
    // option of it.
    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@][A-Za-z0-9_+=,.@-]{0,63}\z")]
    private static partial Regex EntityName();
}
