using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Timelines;

/// <summary>Counts the invocations of models in blind windows.</summary>
internal sealed class WindowSink(
    RuleIndex index,
    WindowTally tally,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation
) : RuleSink<RecordedCall>(index, options, sightings, cancellation)
{
    private readonly CallFields _calls = new(index.Slots);

    /// <inheritdoc/>
    protected override bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, NameKeys names) =>
        PlainText.TimeOf(record, names) is { } ticks && !tally.MayContain(ticks);

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        if (candidates.Rules[0].Condition.Holds(Fields) && TimeOf(offset) is { } time)
        {
            var (account, region) = (_calls.Account(Fields) ?? "—", _calls.Region(Fields) ?? "—");
            tally.Add(account, region, time, _calls.Model(Fields), _calls.Principal(Fields));
        }
    }
}
