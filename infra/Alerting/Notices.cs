using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Tells people and machines what AWS itself tells about this stack: a rule on the central bus for each notice.</summary>
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
        if (!notice.IsForMachinesOnly)
        {
            Route("text", notice.Text(settings.RunbookBaseUrl), channels.BySeverity[notice.Level], settings.RunbookIsSecret);
            foreach (
                var (name, own) in channels
                    .Own.Where(own => own.Value.Selection.Asks(notice))
                    .OrderBy(own => own.Key, StringComparer.Ordinal)
            )
            {
                Route(
                    name,
                    own.Selection.IsChat ? notice.Chat(settings.RunbookBaseUrl) : notice.Text(settings.RunbookBaseUrl),
                    own.Channel,
                    settings.RunbookIsSecret
                );
            }
        }

        Route("finding", notice.Finding(), channels.Findings, isSecret: false);

        void Route(string form, AlertMessage message, AlertChannel channel, bool isSecret) =>
            AlertTarget.Declare($"{notice.Id}-{form}", form, rule, message, channel, _bus, _routes.DeadLetters, this, isSecret);
    }
}
