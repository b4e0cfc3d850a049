using System.Globalization;
using System.Text.Json;
using BedrockDefense.Hunting;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Hunting.Ocsf;

/// <summary>
/// Writes each finding as a Detection Finding of the Open Cybersecurity Schema Framework, version 1.6.0, on one line
/// (schema.ocsf.io/1.6.0/classes/detection_finding).
/// </summary>
/// <param name="output">Receives the lines.</param>
/// <param name="rules">The rules that are looked for.</param>
internal sealed class OcsfFindingWriter(TextWriter output, HuntRules rules) : AnswerWriter<Finding>(output)
{
    private const string SchemaVersion = "1.6.0";
    private const int Create = 1;
    private const int Findings = 2;
    private const int DetectionFinding = 2004;
    private const int New = 1;

    // The type id of an analytic that is a rule, and that of an account of AWS.
    private const int Rule = 1;
    private const int AwsAccount = 10;

    private readonly JsonLine _line = new(output);

    private readonly Dictionary<string, SigmaDocument> _rules = rules
        .Detections.Select(one => (one.Id, Document: (SigmaDocument)one.Rule))
        .Concat(rules.Correlations.Select(one => (one.Id, Document: (SigmaDocument)one.Correlation)))
        .DistinctBy(one => one.Id)
        .ToDictionary(one => one.Id, one => one.Document, StringComparer.Ordinal);

    public override void Write(Finding one) => _line.Write(one, WriteMembers);

    private void WriteMembers(Utf8JsonWriter json, Finding finding)
    {
        var rule = _rules.GetValueOrDefault(finding.Rule);
        var id = OcsfFindingId.Of(finding);

        // A time is required. A record without one that can be read gets the time at which it was found.
        var time = Milliseconds(finding.Event.Time) ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        json.WriteNumber("activity_id", Create);
        json.WriteString("activity_name", nameof(Create));
        json.WriteNumber("category_uid", Findings);
        json.WriteString("category_name", nameof(Findings));
        json.WriteNumber("class_uid", DetectionFinding);
        json.WriteString("class_name", "Detection Finding");
        json.WriteNumber("type_uid", (DetectionFinding * 100) + Create);
        json.WriteString("type_name", "Detection Finding: Create");
        json.WriteNumber("severity_id", (int)finding.Level + 1);
        json.WriteString("severity", CultureInfo.InvariantCulture.TextInfo.ToTitleCase(finding.Level.SigmaName()));
        json.WriteNumber("status_id", New);
        json.WriteString("status", nameof(New));
        json.WriteNumber("time", time);
        WriteMetadata(json, finding, id);
        WriteFindingInfo(json, finding, rule, id, time);
        WriteCloud(json, finding.Event);
        OcsfEvidence.Write(json, finding);
    }

    private static void WriteMetadata(Utf8JsonWriter json, Finding finding, string id)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", SchemaVersion);
        json.WriteString("uid", id);
        json.WriteStartObject("product");
        json.WriteString("name", "BedrockDefense");
        json.WriteString("vendor_name", "BedrockDefense");
        json.WriteString("version", CommandLine.Version);
        json.WriteEndObject();
        json.WriteStartArray("profiles");
        json.WriteStringValue("cloud");
        json.WriteEndArray();
        json.WriteString("log_name", "CloudTrail");
        json.WriteString("log_provider", "AWS");
        OcsfMember.Text(json, "original_time", finding.Event.Time);
        json.WriteEndObject();
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, Finding finding, SigmaDocument? rule, string id, long time)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", id);
        JsonMember.Text(json, "title", finding.Title);
        OcsfMember.Text(json, "desc", rule?.Description);
        json.WriteNumber("created_time", time);
        json.WriteStartObject("analytic");
        json.WriteNumber("type_id", Rule);
        json.WriteString("type", nameof(Rule));
        JsonMember.Text(json, "uid", finding.Rule);
        JsonMember.Text(json, "name", finding.Title);
        json.WriteEndObject();
        if (rule is not null)
        {
            OcsfAttacks.Write(json, rule);
        }

        json.WriteNumber("related_events_count", finding.EventCount);
        if (finding.RelatedEventIds.Count > 0)
        {
            json.WriteStartArray("related_events");
            foreach (var related in finding.RelatedEventIds)
            {
                json.WriteStartObject();
                JsonMember.Text(json, "uid", related);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter json, EventFacts facts)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", "AWS");
        OcsfMember.Text(json, "region", facts.Region);
        if (facts.Account is { } account)
        {
            json.WriteStartObject("account");
            JsonMember.Text(json, "uid", account);
            json.WriteNumber("type_id", AwsAccount);
            json.WriteString("type", "AWS Account");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static long? Milliseconds(string? time) =>
        DateTimeOffset.TryParse(
            time,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var read
        )
            ? read.ToUnixTimeMilliseconds()
            : null;
}
