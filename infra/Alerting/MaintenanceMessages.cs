using BedrockDefense.Alerts;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Placement;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace BedrockDefense.Infra.Alerting;

/// <summary>Announces the beginning and the end of a maintenance window, to machines and to the people who get no alerts in it.</summary>
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
        foreach (var channel in channels.All.Where(channel => untold.Exists(channel.Audience.IsToldOf)))
        {
            Tell(channel, MaintenanceMessage.Of(channel.Audience.Form, window, level));
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
