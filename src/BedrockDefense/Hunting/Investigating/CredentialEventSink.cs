using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Reads the events at known places.</summary>
internal sealed class CredentialEventSink(
    RuleIndex index,
    IReadOnlySet<(string File, long Offset)> places,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation
) : RuleSink<CredentialEvent>(index, options, sightings, cancellation)
{
    // The memory of the objects and of the texts.
    private const int Overhead = 2048;

    private readonly CredentialFields _credentials = new(index.Slots);
    private readonly bool _keepsRecords = options.KeepsRecords;

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        if (!places.Contains((Result.File, offset)) || !Array.Exists(candidates.Rules, rule => rule.Condition.Holds(Fields)))
        {
            return;
        }

        var text = _keepsRecords ? Fields.Text() : null;
        Result.Add(
            _credentials.Read(Fields, Result.File, offset, Shown.Facts(Fields), text),
            Overhead + (sizeof(char) * (text?.Length ?? 0))
        );
    }
}
