using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Matching;
using BedrockDefense.Hunting.Scanning;

namespace BedrockDefense.Hunting.Baselines;

/// <summary>Counts how often the traits of investigated calls occur in the time before.</summary>
internal sealed class BaselineSink(
    RuleIndex index,
    Baseline baseline,
    BaselineTotal total,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation
) : RuleSink<RecordedCall>(index, options, sightings, cancellation)
{
    private readonly BaselineCount[] _counts = new BaselineCount[baseline.TraitCount];
    private readonly CallFields _calls = new(index.Slots);
    private readonly CallNames _names = new();
    private readonly DateTimeOffset _since = options.Since ?? DateTimeOffset.MinValue;
    private readonly DateTimeOffset _end = options.Until ?? DateTimeOffset.MaxValue;
    private DateTimeOffset? _earliest;
    private long _events;

    /// <inheritdoc/>
    public override void Finish() => total.Add(_counts, _earliest, _events);

    /// <inheritdoc/>
    protected override bool Skips(Candidates candidates, ReadOnlySpan<byte> record, long offset, NameKeys names) =>
        PlainText.TimeOf(record, names) is { } ticks && (ticks < _since.UtcTicks || ticks >= _end.UtcTicks);

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        if (!candidates.Rules[0].Condition.Holds(Fields) || TimeOf(offset) is not { } time || time < _since || time >= _end)
        {
            return;
        }

        _events++;
        _earliest = _earliest < time ? _earliest : time;
        var (principal, account) = (_calls.Principal(Fields), _calls.Account(Fields) ?? "");
        var address = _calls.Text(Fields, CallFields.AddressField);
        Count(NoveltyKind.Principal, principal);
        Count(NoveltyKind.Address, address);
        Count(NoveltyKind.Network, address is null ? null : _names.Network(address));
        Count(NoveltyKind.Region, _calls.Region(Fields));
        Count(NoveltyKind.UserAgent, _calls.Text(Fields, CallFields.UserAgentField));
        Count(NoveltyKind.Api, _names.Api(_calls.Text(Fields, CallFields.SourceField), _calls.Name(Fields)));
        Count(NoveltyKind.Hour, CallTraits.Hour(time));

        void Count(NoveltyKind kind, string? value) => baseline.Count(kind, value, principal, account, _counts);
    }
}
