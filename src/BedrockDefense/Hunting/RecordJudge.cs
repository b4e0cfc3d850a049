using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Postponing;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting;

/// <summary>Judges the records of files by all rules, one file at a time.</summary>
internal sealed class RecordJudge(
    RuleIndex index,
    RuleTarget[] targets,
    HuntOptions options,
    Sightings sightings,
    EventPacker? packer,
    IReading? reading,
    CancellationToken cancellation = default
) : RuleSink<Finding>(index, options, sightings, cancellation)
{
    private readonly CorrelationSource?[] _sources = [.. targets.Select(target => target.Correlator?.SourceOf(target.Number, index.Slots))];
    private readonly bool _keepsRecords = options.KeepsRecords;

    /// <inheritdoc/>
    public override void Begin(FileFinds<Finding> result, Action onEvent)
    {
        base.Begin(result, onEvent);
        packer?.Begin(result.File);
        reading?.Begin(result);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        packer?.Finish();
        reading?.Finish();
    }

    /// <inheritdoc/>
    protected override bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, NameKeys names) =>
        reading?.Skips(candidates, record, offset, names.OwnKey >= 0) == true;

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        var (isFirst, time) = (true, (DateTimeOffset?)null);
        var (facts, raw) = ((EventFacts?)null, (string?)null);
        foreach (var rule in candidates.Rules)
        {
            if (!rule.Condition.Holds(Fields))
            {
                continue;
            }

            if (isFirst)
            {
                time = TimeOf(offset);
                if (!IsWanted(time))
                {
                    return;
                }

                isFirst = false;
            }

            var target = targets[rule.Number];
            if (_sources[rule.Number] is { } source)
            {
                if (time is { } known)
                {
                    packer!.Add(source, known, Fields, raw ??= _keepsRecords ? Fields.Text() : null, offset);
                    if (source.IsFirstStep && GroupHash.Of(Fields, source.GroupBy) is { } group)
                    {
                        reading?.AddOpening(new StepEvent(source.Hunt, group, known.UtcTicks), offset);
                    }
                }

                continue;
            }

            var finding = new Finding(
                target.Id,
                target.Rule.Title,
                target.Rule.Level ?? default,
                Result.File,
                offset,
                facts ??= Shown.Facts(Fields)
            )
            {
                Record = raw ??= _keepsRecords ? Fields.Text() : null,
            };
            Result.Add(finding, finding.Size);
        }
    }
}
