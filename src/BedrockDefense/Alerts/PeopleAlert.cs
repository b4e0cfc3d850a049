using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>How people are told of a detection.</summary>
/// <param name="Detection">The detection.</param>
/// <param name="Within">
/// The detections that match every event this one matches, at its level or a higher one: its message names them, and they
/// send none of their own. In the order of their ids; mostly none.
/// </param>
/// <param name="Alone">
/// What it matches and none of those that speak for it do, without what is planned in a maintenance window: the pattern of
/// a rule of its own for its text. Null when its text goes with every event it matches.
/// </param>
public sealed record PeopleAlert(Detection Detection, IReadOnlyList<Detection> Within, CompiledPattern? Alone)
{
    /// <summary>What a detection's id is followed by in the name of the rule that has <see cref="Alone"/> for its pattern.</summary>
    public const string AloneSuffix = "-alone";

    /// <summary>The severity it is told at: the highest of those its message names.</summary>
    public SigmaLevel Level => Within.Select(wider => wider.Level).Append(Detection.Level).Max();

    /// <summary>The id of the detection that a rule of this name speaks for.</summary>
    public static string DetectionOf(string ruleName)
    {
        ArgumentNullException.ThrowIfNull(ruleName);
        return ruleName.EndsWith(AloneSuffix, StringComparison.Ordinal) ? ruleName[..^AloneSuffix.Length] : ruleName;
    }
}

/// <summary>A detection with its placeholders filled, and compiled.</summary>
/// <param name="Detection">The detection as the catalog has it.</param>
/// <param name="Rule">Its rule, the placeholders filled.</param>
/// <param name="Pattern">The rule, compiled.</param>
public sealed record CompiledDetection(Detection Detection, SigmaRule Rule, CompiledPattern Pattern);
