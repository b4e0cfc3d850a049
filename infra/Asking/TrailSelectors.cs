using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using Pulumi.Aws.CloudTrail.Outputs;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Finds the management events that a trail does not keep, from its event selectors (AWS CloudTrail User Guide, "Logging management
/// events"). A trail keeps an event if any selector selects it. A trail without selectors keeps all events.
/// </summary>
internal static class TrailSelectors
{
    private static readonly string[] ReadsOnly = ["true"],
        ChangesOnly = ["false"];

    /// <summary>Says which events the selectors leave out although a detection needs them.</summary>
    /// <param name="basic">The trail's event selectors.</param>
    /// <param name="advanced">The trail's advanced event selectors, which it may have instead.</param>
    /// <param name="detections">The detections.</param>
    public static IReadOnlyList<string> GapsOf(
        ImmutableArray<TrailEventSelector> basic,
        ImmutableArray<TrailAdvancedEventSelector> advanced,
        IReadOnlyList<CompiledDetection> detections
    )
    {
        List<KeptEvents> selectors = [.. (basic.IsDefault ? [] : basic).Select(Of), .. (advanced.IsDefault ? [] : advanced).Select(Of)];
        if (selectors.Count == 0)
        {
            return [];
        }

        var reads = selectors.Where(one => one.Reads && one.Narrowing is null).ToList();
        var changes = selectors.Where(one => one.Changes && one.Narrowing is null).ToList();
        List<string> gaps = [];
        if (changes.Count == 0)
        {
            gaps.Add($"keeps no management events that change something, without which {DescribeBlind(detections)}");
        }

        if (reads.Count == 0)
        {
            gaps.Add(
                "keeps no management events that only read, without which "
                    + $"{DescribeBlind(detections.Where(one => one.Pattern.NeedsAllManagementEvents))}"
            );
        }

        // The selectors may leave out a source that no detection watches. The calls of rdsdata.amazonaws.com, for example, are many and
        // expensive.
        var leftOut = ExcludedSources(changes)
            .SelectMany(source => detections.Where(one => Watches(one, source)).Select(one => (source, one)))
            .Union(
                ExcludedSources(reads)
                    .SelectMany(source =>
                        detections.Where(one => one.Pattern.NeedsAllManagementEvents && Watches(one, source)).Select(one => (source, one))
                    )
            );
        gaps.AddRange(
            leftOut
                .GroupBy(one => one.source, one => one.one)
                .OrderBy(source => source.Key, StringComparer.Ordinal)
                .Select(source => $"leaves out the events of {VisibleText.Of(source.Key)}, without which {DescribeBlind(source)}")
        );

        if (gaps.Count > 0)
        {
            gaps.AddRange(
                selectors
                    .Select(one => one.Narrowing)
                    .OfType<string>()
                    .Select(narrowing => $"has a selector that {narrowing}, which is not counted")
            );
        }

        return gaps;
    }

    private static KeptEvents Of(TrailEventSelector selector)
    {
        var takes = selector.IncludeManagementEvents != false;
        return new(
            takes && selector.ReadWriteType is not "WriteOnly",
            takes && selector.ReadWriteType is not "ReadOnly",
            [.. selector.ExcludeManagementEventSources.IsDefault ? [] : selector.ExcludeManagementEventSources],
            null
        );
    }

    private static KeptEvents Of(TrailAdvancedEventSelector selector)
    {
        var fields = selector.FieldSelectors.IsDefault ? [] : selector.FieldSelectors;
        if (!fields.Any(field => field.Field == "eventCategory" && Contains(field.Equals, "Management")))
        {
            // This selector is about data or network activity.
            return new(false, false, [], null);
        }

        var readOnly = fields
            .Where(field => field.Field == "readOnly")
            .SelectMany(field => field.Equals.IsDefault ? [] : field.Equals)
            .ToList();
        var excluded = fields
            .Where(field => field.Field == "eventSource")
            .SelectMany(field => field.NotEquals.IsDefault ? [] : field.NotEquals);
        var narrowing = fields.FirstOrDefault(field =>
            field.Field switch
            {
                "eventCategory" => false,
                "readOnly" => field.Equals.IsDefaultOrEmpty,
                "eventSource" => !IsExclusion(field),
                _ => true,
            }
        );
        return new(
            readOnly.Count == 0 || readOnly.Intersect(ReadsOnly).Any(),
            readOnly.Count == 0 || readOnly.Intersect(ChangesOnly).Any(),
            [.. excluded],
            narrowing is null ? null : $"takes only some events, by {VisibleText.Of(narrowing.Field)}"
        );
    }

    private static bool IsExclusion(TrailAdvancedEventSelectorFieldSelector field) =>
        !field.NotEquals.IsDefaultOrEmpty
        && field.Equals.IsDefaultOrEmpty
        && field.StartsWiths.IsDefaultOrEmpty
        && field.EndsWiths.IsDefaultOrEmpty
        && field.NotStartsWiths.IsDefaultOrEmpty
        && field.NotEndsWiths.IsDefaultOrEmpty;

    private static bool Contains(ImmutableArray<string> values, string value) => !values.IsDefault && values.Contains(value);

    private static IEnumerable<string> ExcludedSources(IReadOnlyList<KeptEvents> selectors) =>
        selectors.Count == 0 ? [] : selectors.Select(one => one.Excluded.AsEnumerable()).Aggregate((left, right) => left.Intersect(right));

    private static bool Watches(CompiledDetection detection, string source)
    {
        var service = $"aws.{source.Split('.')[0]}";
        return JsonNode.Parse(detection.Pattern.Json)!["source"]!
            .AsArray()
            .Any(one =>
                one is JsonValue text
                    ? text.GetValue<string>() == service
                    : service.StartsWith(one!["prefix"]!.GetValue<string>(), StringComparison.Ordinal)
            );
    }

    private static string DescribeBlind(IEnumerable<CompiledDetection> detections) =>
        $"these detections are blind: {string.Join(", ", detections.Select(one => one.Detection.Id))}";

    private sealed record KeptEvents(bool Reads, bool Changes, ImmutableArray<string> Excluded, string? Narrowing);
}
