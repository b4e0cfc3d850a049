using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Alerting;

/// <summary>The topics of people whom those of the severities do not serve, and whether each rule has room to tell them.</summary>
internal static class OwnTopics
{
    /// <summary>"Amazon EventBridge quotas" (user guide); fixed.</summary>
    private const int MaximumTargets = 5;

    // The text and the finding.
    private const int CommonTargets = 2;

    /// <summary>What each topic is for, by the last part of its name.</summary>
    public static ImmutableDictionary<string, PeopleSelection> Of(DefenseSettings settings, PeopleAlerts people) =>
        settings
            .Alerts.Where(alert => alert.Protocol.IsReadByPeople)
            .Select(alert => new PeopleSelection(alert))
            .Where(selection => selection.NeedsOwnTopic(people.All))
            .DistinctBy(selection => selection.OwnTopic)
            .ToImmutableDictionary(selection => selection.OwnTopic);

    /// <summary>Refuses more topics of one rule than it can have targets.</summary>
    /// <exception cref="InvalidInputException">With every rule that would have too many.</exception>
    public static void RequireTargets(IEnumerable<PeopleSelection> selections, PeopleAlerts people)
    {
        List<PeopleSelection> all = [.. selections];
        List<Fault> faults =
        [
            .. people
                .All.Select(alert => (alert.Detection.Id, Count: all.Count(one => one.Asks(alert))))
                .Concat(Notice.All.Select(notice => (notice.Id, Count: all.Count(one => one.Asks(notice)))))
                .Where(rule => rule.Count + CommonTargets > MaximumTargets)
                .Select(rule => new Fault(
                    $"{rule.Count} topics of their own would be told of {rule.Id}, but a rule of EventBridge has at most {MaximumTargets} targets, of which {CommonTargets} are taken; let entries for people have the same severities and detections"
                )),
        ];
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }
}
