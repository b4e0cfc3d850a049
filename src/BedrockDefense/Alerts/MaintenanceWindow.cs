using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Alerts;

/// <summary>
/// A span of time in which people get no messages when certain detections find planned work of certain roles. The window is part of
/// the event patterns, which compare the time of the call. So people get messages again when the window is over, without anybody
/// doing anything. Machines get every finding all the time.
/// </summary>
/// <param name="Start">When the window begins, a whole minute in UTC.</param>
/// <param name="End">When the window is over, a whole minute in UTC, at most <see cref="MaximumDuration"/> after the start.</param>
/// <param name="RoleIds">
/// The unique ids of the roles (IAM User Guide, "IAM identifiers"). Unlike an ARN, AWS never gives a unique id to a second role. So
/// nobody can claim the exemption by creating a role.
/// </param>
/// <param name="Detections">The ids of the detections that the window leaves out; none of them may be critical.</param>
public sealed record MaintenanceWindow(
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<string> RoleIds,
    IReadOnlyList<string> Detections
)
{
    /// <summary>The longest window: a day. Work that takes longer is not maintenance.</summary>
    public static readonly TimeSpan MaximumDuration = TimeSpan.FromHours(24);

    /// <summary>The format of a time in the settings and the messages, such as <c>2026-12-01T08:00Z</c>.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm'Z'";

    /// <summary>
    /// The CloudFormation StackSets roles that are exempt too; null when they are not. These roles have a different unique id in
    /// every account, so they are recognised by name. Set this only where guardrails keep everybody else from taking such a name.
    /// </summary>
    public StackSetsService? StackSets { get; init; }

    /// <summary>The exempt roles, as messages name them.</summary>
    public IEnumerable<string> Roles => StackSets is null ? RoleIds : RoleIds.Append(StackSetsService.RoleNames);

    /// <summary>The start and the end, as messages write them.</summary>
    public string Span => string.Create(CultureInfo.InvariantCulture, $"{Format(Start)} to {Format(End)}");

    /// <summary>Writes a time in the format <see cref="TimeFormat"/>.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// Returns the pattern without the planned work. The result also requires that the call was made by another role, by no role,
    /// or at another time. These three alternatives stand beside <c>detail</c>, so alternatives inside <c>detail</c> need not be
    /// written three times.
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// The result would be longer than EventBridge allows, or the pattern itself already tests the role's id or the time. A field
    /// in an alternative would replace the same field beside the alternative.
    /// </exception>
    public CompiledPattern LeaveOutPlanned(CompiledPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return LeaveOutPlanned(pattern, RegionSplit.None)[0];
    }

    /// <summary>The same, split by Region where the result would be longer than EventBridge allows.</summary>
    /// <exception cref="InvalidInputException">So are the parts, or the pattern itself already tests what a window tests.</exception>
    internal IReadOnlyList<CompiledPattern> LeaveOutPlanned(CompiledPattern pattern, RegionSplit regions)
    {
        // A quotation mark inside a value would be escaped, so this text can only be a field name.
        if (Fields.FirstOrDefault(field => pattern.Json.Contains($"\"{field}\":", StringComparison.Ordinal)) is { } tested)
        {
            throw new InvalidInputException(
                $"the pattern {pattern.Json} tests {tested}, so no maintenance window can leave a part of it out"
            );
        }

        var json = JsonNode.Parse(pattern.Json)!.AsObject();
        json["$or"] = new JsonArray([
            .. CreateOtherCallerTests(),
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
        var whole = pattern with { Json = PatternJson.Write(json), ContainsWildcard = pattern.ContainsWildcard || StackSets is not null };
        return regions.TryFit(whole)
            ?? throw new InvalidInputException(
                $"a pattern with the maintenance window {Span} has {whole.Length:N0} characters; the limit is "
                    + $"{EventPatternLimits.DefaultCharacterQuota:N0}; let the window begin and end on the hour, or name fewer "
                    + "roles"
            );
    }

    private IEnumerable<string> Fields =>
        StackSets is null ? ["principalId", "eventTime"] : ["principalId", "eventTime", "arn", "accountId"];

    // Tests that hold for callers that are neither one of the roles nor StackSets.
    private IEnumerable<JsonNode> CreateOtherCallerTests() =>
        (
            StackSets?.CreateOtherIssuerTests()
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
