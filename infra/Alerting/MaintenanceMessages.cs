using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Placement;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Tells the machines, and the people who miss something, that a maintenance window begins and that it is over.</summary>
internal sealed class MaintenanceMessages : ComponentResource
{
    private const string Name = "maintenance-window";

    public MaintenanceMessages(
        MaintenanceWindow window,
        IReadOnlyList<PeopleAlert> people,
        CentralBus bus,
        AlertChannels channels,
        AlertRoutes routes,
        TargetAccount account
    )
        : base("bedrock-defense:alerting:MaintenanceMessages", Name, account.Component)
    {
        List<PeopleAlert> untold = [.. people.Where(alert => window.Detections.Contains(alert.Detection.Id))];
        var level = untold.Max(alert => alert.Level);
        Tell(channels.Findings, MaintenanceMessage.Finding(level));
        foreach (
            var channel in untold
                .Select(alert => alert.Level)
                .Distinct()
                .OrderDescending()
                .Select(severity => channels.BySeverity[severity])
        )
        {
            Tell(channel, MaintenanceMessage.Text(window, level));
        }

        foreach (
            var (_, own) in channels
                .Own.Where(own => untold.Exists(own.Value.Selection.Asks))
                .OrderBy(own => own.Key, StringComparer.Ordinal)
        )
        {
            Tell(own.Channel, own.Selection.IsChat ? MaintenanceMessage.Chat(window, level) : MaintenanceMessage.Text(window, level));
        }

        RegisterOutputs();

        // A rule for each topic: there may be more topics than a rule has targets.
        void Tell(AlertChannel channel, AlertMessage message)
        {
            var name = $"{Name}-{channel.Name}";
            var rule = new CloudWatch.EventRule(
                name,
                new()
                {
                    Name = name,
                    Description = $"A maintenance window begins or is over; told to {channel.Name}",
                    EventBusName = bus.Name,
                    EventPattern = MaintenanceSchedules.Pattern,
                    State = "ENABLED",
                },
                new() { Parent = this }
            );
            AlertTarget.Declare(name, Name, rule, message, channel, bus, routes.DeadLetters, this);
        }
    }
}
