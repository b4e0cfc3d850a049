using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// Routes every detection to two topics: its finding to the findings topic, its text to the topic of its severity, or of the
/// highest severity among the detections that its message names.
/// </summary>
internal sealed class AlertRoutes : ComponentResource
{
    private const string Finding = "finding";

    private readonly bool _runbookIsSecret;

    public AlertRoutes(Detections detections, AlertChannels channels, CentralBus bus, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:alerting:AlertRoutes", "alert-routes", account.Component)
    {
        DeadLetters = new DeadLetters("dead-letters", $"{Names.Product}-dead-letters", bus.RuleArns, channels.KeyId, region: null, this);
        _runbookIsSecret = settings.RunbookIsSecret;
        foreach (var (deployed, alert) in detections.All.Zip(detections.People.All))
        {
            var speaking = detections.Alone.GetValueOrDefault(alert.Detection.Id) ?? deployed.Rule;
            Route(alert, "text", AlertMessage.Text(alert, settings.RunbookBaseUrl), speaking, channels.BySeverity[alert.Level], bus);
            foreach (var (name, own) in channels.Own.Where(one => one.Value.Selection.Asks(alert)).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                Route(alert, name, own.Selection.IsChat ? AlertMessage.Chat(alert, settings.RunbookBaseUrl) : AlertMessage.Text(alert, settings.RunbookBaseUrl), speaking, own.Channel, bus);
            }

            Route(alert, Finding, AlertMessage.Finding(alert.Detection), deployed.Rule, channels.Findings, bus);
        }

        RegisterOutputs();
    }

    /// <summary>What could not be delivered to a topic.</summary>
    public DeadLetters DeadLetters { get; }

    private void Route(PeopleAlert alert, string form, AlertMessage message, CloudWatch.EventRule rule, AlertChannel channel, CentralBus bus) =>
        AlertTarget.Declare($"{alert.Detection.Id}-{form}", form, rule, message, channel, bus, DeadLetters, this, _runbookIsSecret && form != Finding);
}
