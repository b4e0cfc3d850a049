using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using Scheduler = Pulumi.Aws.Scheduler;

namespace BedrockDefense.Infra.Detection;

/// <summary>
/// Announces on the central bus when a maintenance window begins and when it ends. Only these schedules put events of this source on the
/// bus. Rules that leave out planned events depend on these schedules. EventBridge Scheduler refuses a time in the past, so no window opens
/// unannounced.
/// </summary>
internal sealed class MaintenanceSchedules : ComponentResource
{
    private const string Source = $"{Names.Product}.maintenance";
    private const string DetailType = "BedrockDefense Maintenance Window";

    /// <summary>The pattern of the two events.</summary>
    public static readonly string Pattern = JsonSerializer.Serialize(
        new Dictionary<string, string[]> { ["source"] = [Source], ["detail-type"] = [DetailType] }
    );

    public MaintenanceSchedules(MaintenanceWindow window, CentralBus bus, TargetAccount account)
        : base("bedrock-defense:detection:MaintenanceSchedules", "maintenance-schedules", account.Component)
    {
        Window = window;
        var schedules = new BusSchedules("maintenance", Source, account, bus, this);
        All = [At(window.Start, "begins"), At(window.End, "is over")];
        RegisterOutputs();

        Scheduler.Schedule At(DateTimeOffset time, string phase) =>
            schedules.Add(
                $"maintenance-{phase.Replace(' ', '-')}",
                $"Says that the maintenance window {phase}.",
                $"at({time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss})",
                DetailType,
                JsonSerializer.Serialize(
                    new
                    {
                        phase,
                        start = MaintenanceWindow.Format(window.Start),
                        end = MaintenanceWindow.Format(window.End),
                        roles = window.Roles,
                        detections = window.Detections,
                    }
                )
            );
    }

    /// <summary>The window.</summary>
    public MaintenanceWindow Window { get; }

    /// <summary>The schedules, which must exist before any rule leaves out planned events.</summary>
    public ImmutableArray<Scheduler.Schedule> All { get; }
}
