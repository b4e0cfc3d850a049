using System.Globalization;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge.Compiling;
using BedrockDefense.Sigma;

namespace BedrockDefense.Alerts;

/// <summary>The message that people get about a detection, and the rules that send it.</summary>
/// <param name="Detection">The detection.</param>
/// <param name="WiderDetections">
/// The detections of the same or a higher level that match every event that this detection matches. The message of this detection
/// names them, and they send no message of their own for these events. They are in the order of the ids; usually there are none.
/// </param>
/// <param name="Rules">The rules of the detection on the central bus.</param>
public sealed record PeopleAlert(Detection Detection, IReadOnlyList<Detection> WiderDetections, IReadOnlyList<AlertRule> Rules)
{
    /// <summary>The severity of the message: the highest severity of the detections that the message names.</summary>
    public SigmaLevel Level => WiderDetections.Select(wider => wider.Level).Append(Detection.Level).Max();

    /// <summary>Whether the message begins with how the call ended.</summary>
    public bool TellsOutcome => Rules.All(rule => rule.Outcome is not CallOutcome.Either);
}

/// <summary>
/// A rule of a detection on the central bus. Every event that the detection matches is matched by exactly one of its rules with
/// findings, and by at most one of its rules that people get messages from.
/// </summary>
/// <param name="Detection">The id of the detection.</param>
/// <param name="Suffix">The suffix of the rule's name after the id of the detection; may be empty.</param>
/// <param name="Pattern">The event pattern of the rule.</param>
/// <param name="Outcome">
/// How the calls that the rule matches ended, for the messages to people; null when people get no messages from this rule.
/// </param>
/// <param name="HasFindings">Whether machines get findings from this rule.</param>
public sealed partial record AlertRule(string Detection, string Suffix, CompiledPattern Pattern, CallOutcome? Outcome, bool HasFindings)
{
    /// <summary>The suffix of a rule that sends messages to people only, for a part of the events that the detection matches.</summary>
    public const string PeopleSuffix = "-alone";

    /// <summary>The suffix of a rule for calls that succeeded.</summary>
    public const string SucceededSuffix = "-succeeded";

    /// <summary>The suffix of a rule for calls that were refused.</summary>
    public const string RefusedSuffix = "-refused";

    /// <summary>All suffixes but those of <see cref="PartSuffix"/>, which come last.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = [PeopleSuffix, SucceededSuffix, RefusedSuffix];

    /// <summary>The suffix of a rule for calls in some Regions, where one pattern for all would be too long.</summary>
    /// <param name="number">The number of the rule, from 1 to <see cref="RegionSplit.MaximumParts"/>.</param>
    public static string PartSuffix(int number) => string.Create(CultureInfo.InvariantCulture, $"-r{number}");

    /// <summary>The name of the rule.</summary>
    public string Name => Detection + Suffix;

    /// <summary>
    /// Returns whether the rule sends messages of a form. Forms for people need an outcome; the other forms need findings.
    /// </summary>
    public bool Tells(AlertForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.IsReadByPeople ? Outcome is not null : HasFindings;
    }

    /// <summary>Returns the name that a rule would have if it were for calls in all Regions.</summary>
    public static string WithoutPart(string ruleName)
    {
        ArgumentNullException.ThrowIfNull(ruleName);
        return PartForm().Replace(ruleName, "");
    }

    /// <summary>Returns the id of the detection that a rule with this name belongs to.</summary>
    public static string DetectionOf(string ruleName)
    {
        ruleName = WithoutPart(ruleName);
        return Suffixes.FirstOrDefault(suffix => ruleName.EndsWith(suffix, StringComparison.Ordinal)) is { } end
            ? ruleName[..^end.Length]
            : ruleName;
    }

    [GeneratedRegex(@"-r[1-9]\z")]
    private static partial Regex PartForm();
}

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>The record has no <c>errorCode</c>.</summary>
    Succeeded,

    /// <summary>The record has an <c>errorCode</c>.</summary>
    Refused,

    /// <summary>The call succeeded or was refused; the rule matches both.</summary>
    Either,
}

/// <summary>A detection whose rule is compiled to an event pattern.</summary>
/// <param name="Detection">The detection as it is in the catalog.</param>
/// <param name="Rule">The rule of the detection, with its placeholders filled.</param>
/// <param name="Pattern">The event pattern that the rule compiles to.</param>
public sealed record CompiledDetection(Detection Detection, SigmaRule Rule, CompiledPattern Pattern);
