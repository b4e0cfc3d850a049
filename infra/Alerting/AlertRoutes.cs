using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Routes every detection to the topics that carry it, to each topic in its form.</summary>
internal sealed class AlertRoutes : ComponentResource
{
    public AlertRoutes(Detections detections, AlertChannels channels, CentralBus bus, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:alerting:AlertRoutes", "alert-routes", account.Component)
    {
        DeadLetters = new DeadLetters("dead-letters", $"{Names.Product}-dead-letters", bus.RuleArns, channels.KeyId, region: null, this);
        foreach (var deployed in detections.All)
        {
            var (alert, rule) = (deployed.Alert, deployed.Compiled);
            foreach (var channel in channels.All.Where(channel => rule.Tells(channel.Audience.Form) && channel.Audience.IsToldOf(alert)))
            {
                var message = AlertMessage.Of(channel.Audience.Form, alert, rule.Outcome, settings.RunbookBaseUrl);
                AlertTarget.Declare(
                    // Keep this name. With another name the engine would create the target again and then delete it.
                    $"{(rule.Suffix == AlertRule.PeopleSuffix ? alert.Detection.Id : rule.Name)}-{channel.Audience.TargetId}",
                    channel.Audience.TargetId,
                    deployed.Rule,
                    message,
                    channel,
                    bus,
                    DeadLetters,
                    this,
                    isSecret: settings.RunbookIsSecret && message.TellsRunbook
                );
            }
        }

        RegisterOutputs();
    }

    /// <summary>The queue of events that could not be delivered to a topic.</summary>
    public DeadLetters DeadLetters { get; }
}
