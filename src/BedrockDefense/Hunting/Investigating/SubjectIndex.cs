using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Timelines;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The rules that find the calls of the investigated credentials, and the changes of logging.</summary>
internal sealed class SubjectIndex
{
    /// <summary>The number of the rule that matches the calls of the investigated credentials.</summary>
    public const int SubjectRule = 0;

    private const int BlindedRule = 1;
    private const int FirstDetection = 3;

    private readonly IReadOnlyList<Detection> _detections;

    /// <param name="start">The events to start from.</param>
    /// <param name="keys">The access keys: those of the start, and those that were issued with them.</param>
    /// <param name="detections">The detections to look for.</param>
    public SubjectIndex(InvestigationStart start, IReadOnlyList<string> keys, IReadOnlyList<Detection> detections)
    {
        _detections = detections;
        Needed = [start.RuleWith(keys), BlindWindowRules.Blinded, BlindWindowRules.Restored];
        Rules = new RuleIndex(
            [.. Needed, .. detections.Select(detection => detection.Rule)],
            [.. CallFields.All.Select(field => new FieldPath(field))]
        );
    }

    /// <summary>The rules that make an event part of the answer.</summary>
    public IReadOnlyList<SigmaRule> Needed { get; }

    /// <summary>All rules.</summary>
    public RuleIndex Rules { get; }

    /// <summary>Returns how an event that a rule matches changed logging.</summary>
    public static LoggingChange ChangeOf(int rule) =>
        rule is <= SubjectRule or >= FirstDetection ? LoggingChange.None
        : rule == BlindedRule ? LoggingChange.Blinded
        : LoggingChange.Restored;

    /// <summary>Returns the detection with the number of a rule; null when it is none.</summary>
    public Detection? DetectionOf(int rule) => rule < FirstDetection ? null : _detections[rule - FirstDetection];
}
