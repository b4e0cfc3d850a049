using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;

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
        foreach (var deployed in detections.All)
        {
            var (alert, rule) = (deployed.Alert, deployed.Compiled);
            if (rule.Outcome is { } outcome)
            {
                Route(deployed, "text", AlertMessage.Text(alert, outcome, settings.RunbookBaseUrl), channels.BySeverity[alert.Level], bus);
                foreach (
                    var (name, own) in channels
                        .Own.Where(one => one.Value.Selection.Asks(alert))
                        .OrderBy(one => one.Key, StringComparer.Ordinal)
                )
                {
                    Route(
                        deployed,
                        name,
                        own.Selection.IsChat
                            ? AlertMessage.Chat(alert, outcome, settings.RunbookBaseUrl)
                            : AlertMessage.Text(alert, outcome, settings.RunbookBaseUrl),
                        own.Channel,
                        bus
                    );
                }
            }

            if (rule.HasFindings)
            {
                Route(deployed, Finding, AlertMessage.Finding(alert.Detection), channels.Findings, bus);
            }
        }

        RegisterOutputs();
    }

    /// <summary>What could not be delivered to a topic.</summary>
    public DeadLetters DeadLetters { get; }

    // Another name for a target that there is would make it again and then end it.
    private void Route(DeployedRule deployed, string form, AlertMessage message, AlertChannel channel, CentralBus bus) =>
        AlertTarget.Declare(
            $"{(deployed.Compiled.Part == AlertRule.Alone ? deployed.Alert.Detection.Id : deployed.Compiled.Name)}-{form}",
            form,
            deployed.Rule,
            message,
            channel,
            bus,
            DeadLetters,
            this,
            _runbookIsSecret && form != Finding
        );
}
