using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BedrockDefense.Catalog;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>An attack to rehearse, from <c>policies/scenarios</c>; its id is its file's name.</summary>
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
    /// The attacker's ARN, as <c>aws:PrincipalArn</c> would have it; <c>%administrator%</c> stands for one of the
    /// configured administrators.
    /// </summary>
    public required string Principal { get; init; }

    /// <summary>Where the guardrails are attached in this scenario; null as the configuration says.</summary>
    public IReadOnlyList<string>? GuardrailTargets { get; init; }

    /// <summary>The mode of restoring in this scenario; null as the configuration says.</summary>
    public string? RestoreMode { get; init; }

    /// <summary>
    /// What else the configuration says in this scenario, by the names of settings; of a setting with fields these fields only;
    /// null for the default.
    /// </summary>
    public IReadOnlyDictionary<string, JsonNode?>? Settings { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    /// <summary>The ids of every scenario of the catalog, the advisory's own first.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [.. CatalogFiles.Ids("scenarios", ".json").OrderBy(id => id != "advisory-chain").ThenBy(id => id, StringComparer.Ordinal)];

    /// <summary>A scenario of the catalog.</summary>
    /// <exception cref="InvalidInputException">There is none of this id, or it is not valid.</exception>
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

    // A scenario either lists its steps or plays another's, as somebody else and with other expectations.
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

/// <summary>One step: calls the attacker makes, or something that is looked at after the earlier steps.</summary>
/// <param name="Name">What the step is called in reports.</param>
/// <param name="Calls">The calls, in order; none when the step observes.</param>
/// <param name="Observe">What is looked at; null when the step makes calls.</param>
/// <param name="Expect">What must come of it.</param>
public sealed record ScenarioStep(
    string Name,
    IReadOnlyList<ScenarioCall>? Calls = null,
    Observation? Observe = null,
    Expectation? Expect = null
);

/// <summary>One API call of the attacker.</summary>
/// <param name="Action">The IAM action, such as <c>bedrock:InvokeModel</c>.</param>
/// <param name="EventSource">The service as CloudTrail names it.</param>
/// <param name="EventName">The call as CloudTrail names it.</param>
/// <param name="ReadOnly">Whether CloudTrail marks it read-only.</param>
/// <param name="Resource">The resource's ARN; <c>%trailArn%</c> stands for the stack's own.</param>
/// <param name="Region">
/// The Region it is made in; null for the home Region; <c>%globalServicesRegion%</c> for where IAM and Organizations record theirs.
/// </param>
/// <param name="Parameters">The request's parameters, which CloudTrail records when the call is not refused.</param>
/// <param name="As">Who makes it, as <c>aws:PrincipalArn</c> would have it; null for the attacker of the scenario.</param>
/// <param name="Session">What that role's session is called; null for any name.</param>
/// <param name="Requires">
/// What AWS checks together with the call and records with it, such as <c>iam:PassRole</c> on the role that is passed.
/// </param>
/// <param name="Granted">Whether the policy of a resource of another account lets the caller in, as one that was opened earlier.</param>
/// <param name="DataEvent">
/// Whether CloudTrail records it as a data event or not at all, so that no bus gets it: the stack's trail keeps none.
/// </param>
/// <param name="EventType">What CloudTrail takes it for, such as <c>AwsConsoleAction</c> for what somebody does in the console.</param>
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

/// <summary>A permission that a call needs besides its own.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">The resource's ARN.</param>
/// <param name="Region">The Region in which AWS asks for it; null for that of the call.</param>
/// <param name="Context">The service's own condition keys.</param>
public sealed record RequiredAction(
    string Action,
    string Resource,
    string? Region = null,
    IReadOnlyDictionary<string, string>? Context = null
);

/// <summary>What can be looked at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Observation>))]
public enum Observation
{
    /// <summary>Whether an organization trail keeps what happened.</summary>
    Trail,

    /// <summary>Whether the model invocations so far were logged.</summary>
    Invocations,

    /// <summary>Whether the event with which the stack tries its own way arrives.</summary>
    Canary,
}

/// <summary>What must come of a step; null where nothing in particular must.</summary>
/// <param name="Prevented">Whether every call is stopped (true) or none (false).</param>
/// <param name="Detected">The ids of exactly the detections that must fire.</param>
/// <param name="Alerted">The channels (severities, and <c>findings</c>) whose topics exactly must get a message.</param>
/// <param name="Recorded">Whether the trail must keep it.</param>
/// <param name="Logged">Whether the model invocations must have been logged.</param>
/// <param name="Restored">Whether the logging configuration must come back.</param>
/// <param name="Arrived">Whether the canary must arrive.</param>
/// <param name="Each">Whether every call must be detected by itself, and not only the step as a whole.</param>
/// <param name="Because">Why no more can be expected, in a sentence for the reader of the report.</param>
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
