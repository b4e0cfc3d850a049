using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using Pulumi.Aws.Scheduler.Inputs;
using Scheduler = Pulumi.Aws.Scheduler;

namespace BedrockDefense.Infra.Detection;

/// <summary>Schedules that put events of one source on the central bus. Their role can do nothing else.</summary>
internal sealed class BusSchedules
{
    private readonly CentralBus _bus;
    private readonly string _source;
    private readonly Resource _parent;
    private readonly Scheduler.ScheduleGroup _group;
    private readonly ServiceRole _role;

    /// <summary>Declares the group and the role of the schedules.</summary>
    /// <param name="name">The name of the group's and the role's resources.</param>
    /// <param name="source">The events' source. Nothing else on the bus has this source.</param>
    /// <param name="account">The account of the bus.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="parent">The component that the schedules belong to.</param>
    public BusSchedules(string name, string source, TargetAccount account, CentralBus bus, Resource parent)
    {
        (_bus, _source, _parent) = (bus, source, parent);
        // A role's trust can name a schedule's group, not the schedule (EventBridge Scheduler User Guide, "Confused deputy").
        _group = new Scheduler.ScheduleGroup(name, new() { Name = $"{Names.Product}-{name}" }, new() { Parent = parent });
        _role = ServiceRole.Declare(
            name,
            $"{Names.Product}-{name}",
            $"Lets the schedules of one group put events of the source {source} on the central bus, and nothing else.",
            Documents.Fill(
                "access/bus-schedule-trust.json",
                (Placeholder.AccountId, account.Id),
                (Placeholder.ScheduleGroupArn, _group.Arn)
            ),
            "put-events",
            Documents.Fill("access/bus-schedule-permissions.json", (Placeholder.CentralBusArn, bus.Arn), (Placeholder.EventSource, source)),
            parent
        );
    }

    /// <summary>Declares a schedule.</summary>
    /// <param name="name">The resource's name; in AWS it follows the product's name.</param>
    /// <param name="description">The schedule's purpose.</param>
    /// <param name="expression">The time in UTC, in the syntax of EventBridge Scheduler.</param>
    /// <param name="detailType">The event's detail-type.</param>
    /// <param name="detail">The event's detail, in JSON.</param>
    public Scheduler.Schedule Add(string name, string description, string expression, string detailType, string detail) =>
        new(
            name,
            new()
            {
                Name = $"{Names.Product}-{name}",
                GroupName = _group.Name,
                Description = description,
                ScheduleExpression = expression,
                FlexibleTimeWindow = new ScheduleFlexibleTimeWindowArgs { Mode = "OFF" },
                Target = new ScheduleTargetArgs
                {
                    Arn = _bus.Arn,
                    RoleArn = _role.Arn,
                    EventbridgeParameters = new ScheduleTargetEventbridgeParametersArgs { Source = _source, DetailType = detailType },
                    Input = detail,
                },
            },
            new() { Parent = _parent, DependsOn = { _role.Permissions } }
        );
}
