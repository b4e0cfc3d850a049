using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Makes the audiences for some settings. It also checks that each rule has enough targets for them.</summary>
internal static class AlertAudiences
{
    /// <summary>How many targets a rule can have ("Amazon EventBridge quotas" in the user guide). AWS does not raise this limit.</summary>
    private const int MaximumTargets = 5;

    /// <summary>
    /// Makes all audiences: one for every severity, one for each form that machines get from a topic, one for each selection that the
    /// others do not serve, and one for each destination without a topic. The topic of findings always exists, because the stack watches
    /// its own alerts there.
    /// </summary>
    public static ImmutableArray<AlertAudience> Of(DefenseSettings settings, PeopleAlerts people) =>
        [
            .. Enum.GetValues<SigmaLevel>().OrderDescending().Select(AlertAudience.Of),
            .. settings
                .Alerts.Where(alert => alert.Protocol.TellsPeopleByTopic)
                .Select(alert => new PeopleSelection(alert))
                .Where(selection => selection.NeedsOwnTopic(people.All))
                .DistinctBy(selection => selection.TopicName)
                .OrderBy(selection => selection.TopicName, StringComparer.Ordinal)
                .Select(AlertAudience.Of),
            .. settings
                .Alerts.Where(alert => !alert.Protocol.IsDirect)
                .Select(alert => alert.Form)
                .Where(form => form.Topic is not null)
                .Prepend(AlertForm.Finding)
                .Distinct()
                .Select(AlertAudience.OfAll),
            .. settings.Alerts.Where(alert => alert.Protocol.IsDirect).Select(AlertAudience.OfDirect),
        ];

    /// <summary>
    /// Finds the audiences of an entry: its destination, the topic of its form, the topic of its selection, or the topics of its
    /// severities.
    /// </summary>
    public static IEnumerable<AlertAudience> For(AlertSubscription alert, IReadOnlyCollection<AlertAudience> topics)
    {
        if (alert.Protocol.IsDirect)
        {
            return topics.Where(topic => topic.IsDirect && topic.Name == alert.DestinationName);
        }

        if (alert.Form.Topic is { } ofAll)
        {
            return topics.Where(topic => topic.Name == ofAll);
        }

        var own = new PeopleSelection(alert).TopicName;
        return topics.Any(topic => topic.Name == own)
            ? topics.Where(topic => topic.Name == own)
            : alert.Severities.Select(severity => topics.Single(topic => topic.Name == severity.SigmaName()));
    }

    /// <summary>Refuses settings with which a rule would need more targets than it can have.</summary>
    /// <exception cref="InvalidInputException">With every rule that would have too many.</exception>
    public static void RequireTargets(IReadOnlyCollection<AlertAudience> topics, PeopleAlerts people)
    {
        List<Fault> faults =
        [
            .. people
                .All.Select(alert => (alert.Detection.Id, Told: topics.Where(topic => topic.IsToldOf(alert)).ToList()))
                .Concat(Notice.All.Select(notice => (notice.Id, Told: topics.Where(topic => topic.IsToldOf(notice)).ToList())))
                .Where(rule => rule.Told.Count > MaximumTargets)
                .Select(rule =>
                    (
                        rule.Id,
                        Own: rule.Told.Count(topic => topic.IsForSomePeople),
                        Common: rule.Told.Count(topic => !topic.IsForSomePeople)
                    )
                )
                .Select(rule => new Fault(
                    $"{rule.Own} topics and destinations of their own would be told of {rule.Id}, but a rule of EventBridge has at "
                        + $"most {MaximumTargets} targets, of which {rule.Common} are taken; let entries for people have the same "
                        + "severities and detections, or leave out a destination"
                )),
        ];
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }
}
