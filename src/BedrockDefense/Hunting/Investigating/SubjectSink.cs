using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Finds the calls of the investigated credentials, and the changes of logging.</summary>
internal sealed class SubjectSink(
    SubjectIndex index,
    IReadOnlySet<(string File, long Offset)>? places,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation
) : RuleSink<SubjectEvent>(index.Rules, options, sightings, cancellation)
{
    // The memory of the objects and of the texts that calls do not share.
    private const int Overhead = 1024;

    private readonly CallFields _calls = new(index.Rules.Slots);
    private readonly bool _keepsRecords = options.KeepsRecords;

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        if (places?.Contains((Result.File, offset)) == false)
        {
            return;
        }

        var (isOfSubject, change, detections) = (false, LoggingChange.None, (List<Detection>?)null);
        foreach (var rule in candidates.Rules)
        {
            // The subject's rule comes first. What a detection says of other callers is no part of the answer.
            var detection = index.DetectionOf(rule.Number);
            if ((detection is not null && !isOfSubject) || !rule.Condition.Holds(Fields))
            {
                continue;
            }

            isOfSubject |= rule.Number == SubjectIndex.SubjectRule;
            change = SubjectIndex.ChangeOf(rule.Number) is var one and not LoggingChange.None ? one : change;
            if (detection is not null)
            {
                (detections ??= []).Add(detection);
            }
        }

        if (!isOfSubject && change == LoggingChange.None)
        {
            return;
        }

        _ = TimeOf(offset);
        var record = _keepsRecords ? Fields.Text() : null;
        Result.Add(
            new SubjectEvent(_calls.Read(Fields, Result.File, offset, record), isOfSubject, change, detections ?? []),
            Overhead + (sizeof(char) * (record?.Length ?? 0))
        );
    }
}
