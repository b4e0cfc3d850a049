using System.Text.Json;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>Tells which detections look for a call, whatever the stack makes of it.</summary>
/// <param name="detections">The detections, with their placeholders filled.</param>
internal sealed class SearchedCalls(IReadOnlyList<Detection> detections)
{
    private readonly List<(string Id, SigmaEvaluator Evaluator)> _rules =
    [
        .. detections.Select(detection => (detection.Id, new SigmaEvaluator(detection.Rule))),
    ];

    /// <summary>Returns the ids of the detections whose rule matches the call, as it ended or as if nothing had refused it.</summary>
    public IReadOnlyList<string> By(ApiCall call)
    {
        // The record of a refused call lacks the parameters, by which many rules know what they look for.
        JsonElement[] records =
        [
            .. new[] { call, call with { DenialMessage = null } }.Distinct().Select(one => JsonSerializer.SerializeToElement(one.Record())),
        ];
        return [.. _rules.Where(rule => Array.Exists(records, record => rule.Evaluator.Match(record).IsMatch)).Select(rule => rule.Id)];
    }
}
