using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Forwards AWS's own events about this stack to people and machines: a rule on the central bus for each notice.</summary>
internal sealed class Notices : ComponentResource
{
    private readonly AlertRoutes _routes;
    private readonly CentralBus _bus;

    public Notices(CentralBus bus, AlertChannels channels, AlertRoutes routes, DefenseSettings settings, TargetAccount account)
        : base("bedrock-defense:alerting:Notices", "notices", account.Component)
    {
        (_bus, _routes) = (bus, routes);
        foreach (var notice in NoticePatterns.Of(settings))
        {
            Tell(notice, channels, settings);
        }

        RegisterOutputs();
    }

    private void Tell(Notice notice, AlertChannels channels, DefenseSettings settings)
    {
        var rule = new CloudWatch.EventRule(
            notice.Id,
            new()
            {
                Name = notice.Id,
                Description = notice.Title,
                EventBusName = _bus.Name,
                EventPattern = NoticePatterns.Of(notice),
                State = "ENABLED",
            },
            new() { Parent = this }
        );
        foreach (var channel in channels.All.Where(channel => channel.Audience.IsToldOf(notice)))
        {
            var message = notice.Message(channel.Audience.Form, settings.RunbookBaseUrl);
            AlertTarget.Declare(
                $"{notice.Id}-{channel.Audience.TargetId}",
                channel.Audience.TargetId,
                rule,
                message,
                channel,
                _bus,
                _routes.DeadLetters,
                this,
                isSecret: settings.RunbookIsSecret && message.TellsRunbook
            );
        }
    }
}
