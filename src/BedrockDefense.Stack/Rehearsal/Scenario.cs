using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BedrockDefense.Catalog;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>An attack to rehearse, from <c>policies/scenarios</c>. The name of the file is the scenario's id.</summary>
public sealed record Scenario
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The lower-case id, such as <c>advisory-chain</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What happens, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The attacker's ARN, in the form of <c>aws:PrincipalArn</c>. <c>%administrator%</c> stands for one of the configured
    /// administrators.
    /// </summary>
    public required string Principal { get; init; }

    /// <summary>The targets to which the guardrails are attached in this scenario; null to keep those of the configuration.</summary>
    public IReadOnlyList<string>? GuardrailTargets { get; init; }

    /// <summary>The mode of restoring in this scenario; null to keep that of the configuration.</summary>
    public string? RestoreMode { get; init; }

    /// <summary>
    /// Further settings in this scenario, by their names; null for none. Of a setting with fields, only the fields given here
    /// are replaced.
    /// </summary>
    public IReadOnlyDictionary<string, JsonNode?>? Settings { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    /// <summary>The ids of all scenarios of the catalog. The advisory's own scenario is first.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [.. CatalogFiles.Ids("scenarios", ".json").OrderBy(id => id != "advisory-chain").ThenBy(id => id, StringComparer.Ordinal)];

    /// <summary>Loads a scenario of the catalog.</summary>
    /// <exception cref="InvalidInputException">No scenario has this id, or the scenario is not valid.</exception>
    public static Scenario Load(string id) =>
        Parse(
            id,
            CatalogFiles.Find($"scenarios/{id}.json")
                ?? throw new InvalidInputException($"there is no scenario \"{id}\"; the scenarios are {string.Join(", ", Ids)}")
        );

    private static Scenario Parse(string id, string json)
    {
        var file = Read(id, json);
        var attack = file.Plays is null ? file : Read(file.Plays, CatalogFiles.Find($"scenarios/{file.Plays}.json")!);
        return new Scenario
        {
            Id = id,
            Title = file.Title,
            Principal = file.Principal ?? attack.Principal!,
            GuardrailTargets = file.GuardrailTargets,
            RestoreMode = file.RestoreMode,
            Settings = file.Settings,
            Steps =
            [
                .. attack.Steps!.Select(
                    (step, index) =>
                        file.Expect?.GetValueOrDefault(index + 1) is { } expectation ? step with { Expect = expectation } : step
                ),
            ],
        };
    }

    private static ScenarioFile Read(string id, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ScenarioFile>(json, Options)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(exception.Message, new SourceLocation($"policies/scenarios/{id}.json"));
        }
    }

    // A scenario either lists its steps, or plays another scenario with another attacker and other expectations.
    private sealed record ScenarioFile(
        string Title,
        string? Plays = null,
        string? Principal = null,
        IReadOnlyList<string>? GuardrailTargets = null,
        string? RestoreMode = null,
        IReadOnlyDictionary<string, JsonNode?>? Settings = null,
        IReadOnlyList<ScenarioStep>? Steps = null,
        IReadOnlyDictionary<int, Expectation>? Expect = null
    );
}

/// <summary>One step of a scenario. It either makes the attacker's calls, or observes something after the earlier steps.</summary>
/// <param name="Name">The name of the step in reports.</param>
/// <param name="Calls">The calls, in order; null when the step observes.</param>
/// <param name="Observe">What the step observes; null when the step makes calls.</param>
/// <param name="Expect">The expectations of the step.</param>
public sealed record ScenarioStep(
    string Name,
    IReadOnlyList<ScenarioCall>? Calls = null,
    Observation? Observe = null,
    Expectation? Expect = null
);

/// <summary>One API call of the attacker.</summary>
/// <param name="Action">The IAM action, such as <c>bedrock:InvokeModel</c>.</param>
/// <param name="EventSource">The name of the service in CloudTrail.</param>
/// <param name="EventName">The name of the call in CloudTrail.</param>
/// <param name="ReadOnly">Whether CloudTrail marks the call as read-only.</param>
/// <param name="Resource">The resource's ARN; <c>%trailArn%</c> stands for that of the stack's trail.</param>
/// <param name="Region">
/// The Region of the call; null for the home Region. <c>%globalServicesRegion%</c> stands for the Region in which IAM and
/// Organizations record their calls.
/// </param>
/// <param name="Parameters">The request's parameters. CloudTrail records them when the call is not refused.</param>
/// <param name="As">The caller, in the form of <c>aws:PrincipalArn</c>; null for the scenario's attacker.</param>
/// <param name="Session">The name of the caller's role session; null for any name.</param>
/// <param name="Requires">
/// Further permissions that AWS checks with the call and records with it, such as <c>iam:PassRole</c> on the role that is
/// passed.
/// </param>
/// <param name="Granted">
/// Whether the policy of another account's resource grants access to the caller, for example because it was changed earlier.
/// </param>
/// <param name="DataEvent">
/// Whether CloudTrail records the call as a data event or not at all. No bus gets such an event, because the stack's trail
/// records no data events.
/// </param>
/// <param name="EventType">The event type in CloudTrail, such as <c>AwsConsoleAction</c> for an action in the console.</param>
public sealed record ScenarioCall(
    string Action,
    string EventSource,
    string EventName,
    bool ReadOnly = false,
    string Resource = "*",
    string? Region = null,
    JsonObject? Parameters = null,
    string? As = null,
    string? Session = null,
    IReadOnlyList<RequiredAction>? Requires = null,
    bool Granted = false,
    bool DataEvent = false,
    string EventType = "AwsApiCall"
);

/// <summary>A permission that a call needs in addition to its own.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">The resource's ARN.</param>
/// <param name="Region">The Region in which AWS checks the permission; null for that of the call.</param>
/// <param name="Context">The service's own condition keys.</param>
public sealed record RequiredAction(
    string Action,
    string Resource,
    string? Region = null,
    IReadOnlyDictionary<string, string>? Context = null
);

/// <summary>What a step can observe.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Observation>))]
public enum Observation
{
    /// <summary>Whether an organization trail keeps what happened.</summary>
    Trail,

    /// <summary>Whether the model invocations so far were logged.</summary>
    Invocations,

    /// <summary>Whether the canary arrives, which is the event with which the stack tests its own alert path.</summary>
    Canary,
}

/// <summary>The expectations of a step. A null member expects nothing in particular.</summary>
/// <param name="Prevented">Whether every call must be stopped (true) or none (false).</param>
/// <param name="Detected">The ids of the detections that must fire; no other may.</param>
/// <param name="Alerted">The channels (severities, and <c>findings</c>) whose topics must get a message; no other may.</param>
/// <param name="Recorded">Whether the trail must keep the event.</param>
/// <param name="Logged">Whether the model invocations must have been logged.</param>
/// <param name="Restored">Whether the logging configuration must be restored.</param>
/// <param name="Arrived">Whether the canary must arrive.</param>
/// <param name="Each">Whether each call must be detected, and not only the step as a whole.</param>
/// <param name="Because">The reason why no more can be expected, in a sentence for the reader of the report.</param>
public sealed record Expectation(
    bool? Prevented = null,
    IReadOnlyList<string>? Detected = null,
    IReadOnlyList<string>? Alerted = null,
    bool? Recorded = null,
    bool? Logged = null,
    bool? Restored = null,
    bool? Arrived = null,
    bool Each = false,
    string? Because = null
);
