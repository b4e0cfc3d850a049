using BedrockDefense.Catalog;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>How people are told of a detection.</summary>
/// <param name="Detection">The detection.</param>
/// <param name="WiderDetections">
/// The detections that match every event this one matches, at its level or a higher one: its message names them, and they
/// send none of their own. In the order of their ids; mostly none.
/// </param>
/// <param name="Rules">Its rules on the central bus.</param>
public sealed record PeopleAlert(Detection Detection, IReadOnlyList<Detection> WiderDetections, IReadOnlyList<AlertRule> Rules)
{
    /// <summary>The severity it is told at: the highest of those its message names.</summary>
    public SigmaLevel Level => WiderDetections.Select(wider => wider.Level).Append(Detection.Level).Max();

    /// <summary>Whether its message says at its beginning how the call ended.</summary>
    public bool TellsOutcome => Rules.All(rule => rule.Outcome is not CallOutcome.Either);
}

/// <summary>
/// A rule on the central bus that a detection comes to. Every event that the detection matches is matched by exactly one of
/// its rules that have findings, and by at most one of those that are told.
/// </summary>
/// <param name="Detection">The id of the detection.</param>
/// <param name="Part">What follows the id in the rule's name; empty for nothing.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="Outcome">How the calls it matches ended, for the text that people get; null when people get none from it.</param>
/// <param name="HasFindings">Whether machines get a finding of what it matches.</param>
public sealed record AlertRule(string Detection, string Part, CompiledPattern Pattern, CallOutcome? Outcome, bool HasFindings)
{
    /// <summary>The part of a rule for the events that a detection tells people of, where those are not all that it matches.</summary>
    public const string Alone = "-alone";

    /// <summary>The part of a rule for calls that succeeded.</summary>
    public const string Succeeded = "-succeeded";

    /// <summary>The part of a rule for calls that were refused.</summary>
    public const string Refused = "-refused";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Parts { get; } = [Alone, Succeeded, Refused];

    /// <summary>The rule's name.</summary>
    public string Name => Detection + Part;

    /// <summary>Whether it sends messages of a form: what people read where they are told, and findings where it has them.</summary>
    public bool Tells(AlertForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.IsReadByPeople ? Outcome is not null : HasFindings;
    }

    /// <summary>The id of the detection that a rule of this name is of.</summary>
    public static string DetectionOf(string ruleName)
    {
        ArgumentNullException.ThrowIfNull(ruleName);
        return Parts.FirstOrDefault(part => ruleName.EndsWith(part, StringComparison.Ordinal)) is { } end
            ? ruleName[..^end.Length]
            : ruleName;
    }
}

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>The record has no <c>errorCode</c>.</summary>
    Succeeded,

    /// <summary>The record has an <c>errorCode</c>.</summary>
    Refused,

    /// <summary>One or the other: a rule for both.</summary>
    Either,
}

/// <summary>A detection with its placeholders filled, and compiled.</summary>
/// <param name="Detection">The detection as the catalog has it.</param>
/// <param name="Rule">Its rule, the placeholders filled.</param>
/// <param name="Pattern">The rule, compiled.</param>
public sealed record CompiledDetection(Detection Detection, SigmaRule Rule, CompiledPattern Pattern);
