using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Alerts;

/// <summary>
/// A span of time in which people are not told what certain detections find of certain roles, because it is planned. It is
/// part of the event patterns, which compare the time of the call: when it is over, people are told again although nobody
/// does anything. Machines get every finding all the same.
/// </summary>
/// <param name="Start">When it begins, a whole minute in UTC.</param>
/// <param name="End">When it is over, a whole minute in UTC, at most <see cref="Longest"/> later.</param>
/// <param name="RoleIds">
/// The unique ids of the roles (IAM User Guide, "IAM identifiers"): unlike an ARN they are never given to another role, so
/// that nobody can claim the exemption by creating a role.
/// </param>
/// <param name="Detections">The ids of the detections; none of them critical.</param>
public sealed record MaintenanceWindow(
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<string> RoleIds,
    IReadOnlyList<string> Detections
)
{
    /// <summary>A day: what is not over by then is not maintenance.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>A time as the settings and the messages write it, such as <c>2026-12-01T08:00Z</c>.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm'Z'";

    /// <summary>
    /// Whether CloudFormation StackSets is spared too, whose roles have another id in every account; null for not. Only where
    /// guardrails keep everybody else from taking the name of its roles may it be.
    /// </summary>
    public StackSetsService? StackSets { get; init; }

    /// <summary>Who is spared, for messages.</summary>
    public IEnumerable<string> Roles => StackSets is null ? RoleIds : RoleIds.Append(StackSetsService.RoleNames);

    /// <summary>From when to when, for messages.</summary>
    public string Span => string.Create(CultureInfo.InvariantCulture, $"{Format(Start)} to {Format(End)}");

    /// <summary>A time in the form of <see cref="TimeFormat"/>.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// The pattern without what is planned: it demands besides that the call is another role's, nobody's role, or of another
    /// time. The three stand beside <c>detail</c>, so that alternatives the pattern has there need not be written three times.
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// It would be longer than EventBridge takes, or tests the role's id or the time itself: a field in an alternative
    /// replaces the same field beside it.
    /// </exception>
    public CompiledPattern LeaveOutPlanned(CompiledPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        // A quotation mark inside a value would be escaped, so this can only be a field.
        if (Fields.FirstOrDefault(field => pattern.Json.Contains($"\"{field}\":", StringComparison.Ordinal)) is { } tested)
        {
            throw new InvalidInputException(
                $"the pattern {pattern.Json} tests {tested}, so no maintenance window can leave a part of it out"
            );
        }

        var json = JsonNode.Parse(pattern.Json)!.AsObject();
        json["$or"] = new JsonArray([
            .. Others(),
            Issuer(new JsonObject { ["principalId"] = new JsonArray(new JsonObject { ["exists"] = false }) }),
            Detail(
                new JsonObject
                {
                    ["eventTime"] = new JsonArray(
                        new JsonObject { ["anything-but"] = new JsonObject { ["prefix"] = Texts(TimePrefixes.Of(Start, End)) } }
                    ),
                }
            ),
        ]);
        var text = PatternJson.Write(json);
        return text.Length <= EventPatternLimits.DefaultCharacterQuota
            ? pattern with
            {
                Json = text,
                ContainsWildcard = pattern.ContainsWildcard || StackSets is not null,
            }
            : throw new InvalidInputException(
                $"a pattern with the maintenance window {Span} has {text.Length:N0} characters; the limit is "
                    + $"{EventPatternLimits.DefaultCharacterQuota:N0}; let the window begin and end on the hour, or name fewer "
                    + "roles"
            );
    }

    private IEnumerable<string> Fields =>
        StackSets is null ? ["principalId", "eventTime"] : ["principalId", "eventTime", "arn", "accountId"];

    // Neither one of the roles, nor StackSets.
    private IEnumerable<JsonNode> Others() =>
        (
            StackSets?.Others()
            ??
            [
                [],
            ]
        ).Select(other =>
        {
            if (RoleIds.Count > 0)
            {
                other["principalId"] = new JsonArray(new JsonObject { ["anything-but"] = Texts(RoleIds) });
            }

            return Issuer(other);
        });

    private static JsonObject Issuer(JsonObject tests) =>
        Detail(new JsonObject { ["userIdentity"] = new JsonObject { ["sessionContext"] = new JsonObject { ["sessionIssuer"] = tests } } });

    private static JsonObject Detail(JsonObject fields) => new() { ["detail"] = fields };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
