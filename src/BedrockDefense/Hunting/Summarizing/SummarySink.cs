using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Summarizing;

/// <summary>Sums up the events of the files that a thread reads.</summary>
internal sealed class SummarySink(
    RuleIndex index,
    ArchiveTally tally,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation
) : RuleSink<RecordedCall>(index, options, sightings, cancellation)
{
    private const string Missing = "—";

    private readonly CallFields _calls = new(index.Slots);
    private readonly CallNames _names = new();

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        if (!candidates.Rules[0].Condition.Holds(Fields) || TimeOf(offset) is var time && !IsWanted(time))
        {
            return;
        }

        var name = _calls.Name(Fields);
        var api = _names.Api(_calls.Text(Fields, CallFields.SourceField), name);
        tally.Add(
            new SummarizedCall(
                time,
                name ?? Missing,
                api,
                _calls.Text(Fields, CallFields.ErrorCodeField),
                _calls.Principal(Fields) ?? Missing,
                _calls.Account(Fields) ?? Missing,
                _calls.Region(Fields) ?? Missing,
                _calls.Text(Fields, CallFields.AccessKeyField),
                api
                    is "bedrock:DeleteModelInvocationLoggingConfiguration"
                        or "bedrock:GetModelInvocationLoggingConfiguration"
                        or "bedrock:PutModelInvocationLoggingConfiguration"
            )
        );
    }
}
