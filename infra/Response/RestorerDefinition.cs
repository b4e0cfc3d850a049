using System.Text.Json.Nodes;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>
/// The state machine in Amazon States Language: one that restores, or one that only observes. All members have the same definition, so it
/// chooses the wanted configuration by the account that it runs in.
/// </summary>
/// <param name="settings">The settings.</param>
/// <param name="decisions">The accounts that log elsewhere.</param>
/// <param name="documents">The documents of the account and Region.</param>
internal sealed class RestorerDefinition(DefenseSettings settings, LoggingDecisions decisions, ResponseDocuments documents)
{
    private const string Leave = "Leave";
    private const string Restore = "Restore";
    private const string Compare = "Compare";

    // The groups of accounts with the same destination. The group of all other accounts comes first. Each other group is named after its
    // first account.
    private readonly List<(string Suffix, InvocationDestination? Destination, List<string> Accounts)> _groups =
    [
        ("", null, []),
        .. decisions
            .OtherDestinations.GroupBy(entry => entry.Value, entry => entry.Key)
            .Select(group => ($" {group.First()}", (InvocationDestination?)group.Key, group.ToList())),
    ];

    /// <summary>The definition for the mode in the settings.</summary>
    public string Json =>
        (settings.Restore.Mode == RestoreMode.Observe ? BuildObserving() : BuildRestoring()).ToJsonString(JsonText.Options);

    private JsonNode BuildRestoring()
    {
        var definition = JsonNode.Parse(documents.Fill("response/restore.asl.json"))!;
        var states = definition["States"]!.AsObject();
        foreach (var (suffix, destination, _) in _groups.Where(group => group.Destination?.IsLeftAlone != true))
        {
            AddRestoring(states, Restore + suffix, destination);
        }

        if (!settings.InvocationLogging.DataTypes.Contains(InvocationData.Audio))
        {
            states.Remove("AudioLeftOut");
        }

        definition["StartAt"] = Choose(states, "Whose", Restore);
        return definition;
    }

    // Audio is newer than the other data types. Where Bedrock or Step Functions refuses it, the others must be logged all the same.
    private void AddRestoring(JsonObject states, string name, InvocationDestination? destination)
    {
        var task = states[Restore]!.DeepClone();
        states[name] = task;
        task["Parameters"] = documents.LoggingConfig(destination, settings.InvocationLogging.DataTypes);
        if (!settings.InvocationLogging.DataTypes.Contains(InvocationData.Audio))
        {
            return;
        }

        var without = task.DeepClone();
        without["Parameters"] = documents.LoggingConfig(destination, settings.InvocationLogging.DataTypes.Remove(InvocationData.Audio));
        without.AsObject().Remove("End");
        without["Next"] = "AudioLeftOut";
        states[$"{name} without audio"] = without;
        task["Catch"]![0]!["Next"] = $"{name} without audio";
    }

    private JsonNode BuildObserving()
    {
        var definition = JsonNode.Parse(documents.Fill("response/observe.asl.json"))!;
        var states = definition["States"]!.AsObject();
        foreach (var (suffix, destination, _) in _groups.Where(group => group.Destination?.IsLeftAlone != true))
        {
            var choice = states[Compare]!.DeepClone();
            choice["Choices"] = new JsonArray(
                And(
                    Equality(
                        "$.LoggingConfig",
                        documents.LoggingConfig(destination, settings.InvocationLogging.DataTypes)["LoggingConfig"]!
                    ),
                    "AsWanted"
                ),
                // A configuration without a destination counts as no configuration.
                And([Not(IsPresent("$.LoggingConfig.CloudWatchConfig")), Not(IsPresent("$.LoggingConfig.S3Config"))], "WouldEstablish")
            );
            states[Compare + suffix] = choice;
        }

        states["Read"]!["Next"] = Choose(states, "Whose", Compare);
        return definition;
    }

    // When all accounts want the same, no choice is needed.
    private string Choose(JsonObject states, string name, string rest)
    {
        if (_groups.Count == 1)
        {
            states.Remove(Leave);
            return rest;
        }

        if (!_groups.Exists(group => group.Destination?.IsLeftAlone == true))
        {
            states.Remove(Leave);
        }

        states[name] = new JsonObject
        {
            ["Type"] = "Choice",
            ["Choices"] = new JsonArray([
                .. _groups.Skip(1).Select(group => RunsIn(group.Accounts, group.Destination!.IsLeftAlone ? Leave : rest + group.Suffix)),
            ]),
            ["Default"] = rest,
        };
        return name;
    }

    private static JsonObject RunsIn(List<string> accounts, string next) =>
        new JsonObject
        {
            ["Or"] = new JsonArray([
                .. accounts.Select(account => new JsonObject
                {
                    // The context object has the state machine's ARN (AWS Step Functions Developer Guide, "Accessing execution data from
                    // the Context object").
                    ["Variable"] = "$$.StateMachine.Id",
                    ["StringMatches"] = $"*:{account}:stateMachine:*",
                }),
            ]),
            ["Next"] = next,
        };

    private static JsonObject And(IEnumerable<JsonObject> tests, string next) =>
        new() { ["And"] = new JsonArray([.. tests]), ["Next"] = next };

    // Tests that each value is present and is the wanted one. A Choice fails on a path that does not exist.
    private static IEnumerable<JsonObject> Equality(string path, JsonNode wanted) =>
        wanted switch
        {
            JsonObject map => map.SelectMany(entry => Equality($"{path}.{entry.Key}", entry.Value!)).Prepend(IsPresent(path)),
            JsonValue value when value.TryGetValue<bool>(out var flag) =>
            [
                IsPresent(path),
                new JsonObject { ["Variable"] = path, ["BooleanEquals"] = flag },
            ],
            _ => [IsPresent(path), new JsonObject { ["Variable"] = path, ["StringEquals"] = wanted.GetValue<string>() }],
        };

    private static JsonObject Not(JsonObject test) => new() { ["Not"] = test };

    private static JsonObject IsPresent(string path) => new() { ["Variable"] = path, ["IsPresent"] = true };
}
