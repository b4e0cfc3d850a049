using System.Runtime.CompilerServices;
using BedrockDefense.Hunting.Correlating;
using BedrockDefense.Hunting.Matching;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>Finds where the events are from which an investigation starts, and those that issued credentials.</summary>
internal sealed class PlaceSink(
    RuleIndex index,
    StartSightings starts,
    StoryFiles files,
    HuntOptions options,
    Sightings sightings,
    CancellationToken cancellation
) : RuleSink<CredentialPlace>(index, options, sightings, cancellation)
{
    private readonly CredentialFields _credentials = new(index.Slots);

    /// <inheritdoc/>
    protected override void Judge(Candidates candidates, long offset)
    {
        var (role, time, isTimeRead) = (PlaceRole.None, (DateTimeOffset?)null, false);
        foreach (var rule in candidates.Rules)
        {
            if (!rule.Condition.Holds(Fields))
            {
                continue;
            }

            if (rule.Number == CredentialIndex.StartRule || CredentialIndex.IsOfStory(rule.Number))
            {
                files.Add(Result.File);
            }

            if (CredentialIndex.IsOfStory(rule.Number))
            {
                continue;
            }

            if (!isTimeRead)
            {
                (time, isTimeRead) = (TimeOf(offset), true);
            }

            role |=
                rule.Number == CredentialIndex.StartRule ? (IsWanted(time) ? PlaceRole.Start : PlaceRole.None)
                : _credentials.Issued(Fields) is not null ? PlaceRole.Issue
                : _credentials.IsLogin(Fields) ? PlaceRole.Login
                : PlaceRole.None;
        }

        if (role == PlaceRole.None)
        {
            return;
        }

        if (role.HasFlag(PlaceRole.Start))
        {
            _credentials.See(Fields, Shown.Id(Fields), starts);
        }

        var issued = role.HasFlag(PlaceRole.Login) ? _credentials.Arn(Fields) : _credentials.Issued(Fields);
        Result.Add(
            new CredentialPlace(Result.File, offset, Of(_credentials.Used(Fields)), Of(issued), time?.UtcTicks ?? 0, role),
            Unsafe.SizeOf<CredentialPlace>()
        );
    }

    private static Digest Of(string? text) => text is null ? default : Digest.OfText(text);
}
