using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.EventBridge;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>The patterns of the catalog's detections for some settings, and the alerts that people get for each.</summary>
/// <param name="All">The detections, in the order of their ids.</param>
/// <param name="People">The alerts that people get for the detections.</param>
/// <param name="ForwarderRules">The rules of the forwarders, which let through every event that a detection needs.</param>
/// <param name="BedrockForwarderRules">The rules of forwarders that let through only events of Bedrock.</param>
internal sealed record DetectionPatterns(
    ImmutableArray<CompiledDetection> All,
    PeopleAlerts People,
    ImmutableArray<ForwardedEvents> ForwarderRules,
    ImmutableArray<ForwardedEvents> BedrockForwarderRules
)
{
    // The pattern of the events of a restorer's executions. Failed ones are reported. The others show that the account is still heard of.
    private const string RestorerEvents =
        $$$"""{"source":["aws.states"],"detail-type":["Step Functions Execution Status Change"],"detail":"""
        + $$$"""{"stateMachineArn":[{"suffix":":stateMachine:{{{Names.Restorer}}}"}],"status":"""
        + $$$"""["SUCCEEDED","FAILED","TIMED_OUT","ABORTED"]}}""";

    // The value for a detection that is limited to some Regions when there are no such Regions. The forwarders need no rule for such a
    // detection.
    private const string NeverMatches = $"\"awsRegion\":[\"{Catalog.Placeholder.Nothing}\"]";

    // The last result is kept, because the program compiles the same settings twice: to check them and to deploy them.
    private static Tuple<string, DetectionPatterns>? _last;

    /// <summary>Compiles the catalog.</summary>
    /// <exception cref="InvalidInputException">EventBridge would refuse one of the patterns, or all together.</exception>
    public static DetectionPatterns Of(DefenseSettings settings)
    {
        var placeholders = Placeholders.Of(settings).ByName;
        var key = JsonSerializer.Serialize(
            new
            {
                placeholders,
                settings.Restore.Mode,
                settings.Maintenance,
                settings.InvocationLogging.DataTypes,
            }
        );
        if (_last is not { } last || last.Item1 != key)
        {
            _last = last = Tuple.Create(key, Compile(settings, placeholders));
        }

        return last.Item2;
    }

    private static DetectionPatterns Compile(DefenseSettings settings, IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders) =>
        Of(settings, [.. Catalog.Detection.All.Select(detection => Compile(detection, placeholders, RegionsOf(settings)))]);

    /// <summary>Makes the patterns for given detections, which were compiled for these settings.</summary>
    /// <exception cref="InvalidInputException">EventBridge would refuse all together.</exception>
    public static DetectionPatterns Of(DefenseSettings settings, ImmutableArray<CompiledDetection> all)
    {
        var regions = RegionsOf(settings);
        CompiledPattern[] patterns = [.. all.SelectMany(one => regions.Fit(one.Pattern, new SourceLocation(one.Rule.File)))];
        CompiledPattern.RequireFitOnOneBus(patterns);
        patterns = [.. patterns.Where(pattern => !pattern.Json.Contains(NeverMatches, StringComparison.Ordinal))];
        var forwarded = Forward(patterns);
        if (settings.Restore.Mode != RestoreMode.Off)
        {
            forwarded = forwarded.Append(new ForwardedEvents(RestorerEvents, RuleState.For(needsAllManagementEvents: false)));
        }

        return new DetectionPatterns(
            all,
            PeopleAlerts.Of(all, settings.Maintenance, NoticePatterns.WildcardRules(settings), regions),
            [.. forwarded],
            [.. Forward([.. patterns.Where(IsOfBedrock)])]
        );
    }

    /// <summary>
    /// Says how a pattern that names the restorers of too many Regions is split. A restorer can act in its own Region only
    /// (<c>policies/access/restorer-permissions.json</c>), so that the rule for a Region need not know the others.
    /// </summary>
    public static RegionSplit RegionsOf(DefenseSettings settings) =>
        new(settings.Regions.Select(region => (region.Code, Names.RestorerRole(region.Code))));

    private static IEnumerable<ForwardedEvents> Forward(CompiledPattern[] patterns) =>
        ForwarderPattern.Of(patterns).Select(pattern => new ForwardedEvents(pattern.Json, RuleState.For(pattern.NeedsAllManagementEvents)));

    private static bool IsOfBedrock(CompiledPattern pattern) =>
        JsonNode.Parse(pattern.Json)!["source"]!
            .AsArray()
            .All(source =>
                source is JsonValue value
                && value.TryGetValue<string>(out var text)
                && text.StartsWith("aws.bedrock", StringComparison.Ordinal)
            );

    /// <summary>Compiles one detection.</summary>
    /// <exception cref="InvalidInputException">EventBridge would refuse its pattern, and the parts of it.</exception>
    public static CompiledDetection Compile(
        Catalog.Detection detection,
        IReadOnlyDictionary<string, IReadOnlyList<string>> placeholders,
        RegionSplit regions
    )
    {
        var rule = detection.Rule.Expand(placeholders);
        var pattern = EventBridgeCompiler.CompileOfAnyLength(rule);
        _ = regions.Fit(pattern, new SourceLocation(rule.File));
        return new CompiledDetection(detection, rule, pattern);
    }
}

/// <summary>The events that one forwarder rule lets through.</summary>
/// <param name="Json">The rule's pattern.</param>
/// <param name="State">The rule's state.</param>
internal sealed record ForwardedEvents(string Json, string State);
