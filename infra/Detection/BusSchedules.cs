using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using Pulumi;
using Pulumi.Aws.Scheduler.Inputs;
using Iam = Pulumi.Aws.Iam;
using Scheduler = Pulumi.Aws.Scheduler;

namespace BedrockDefense.Infra.Detection;

/// <summary>Schedules that put events of one source on the central bus, with a role that can do nothing else.</summary>
internal sealed class BusSchedules
{
    private readonly CentralBus _bus;
    private readonly string _source;
    private readonly Resource _parent;
    private readonly Scheduler.ScheduleGroup _group;
    private readonly Iam.Role _role;
    private readonly Iam.RolePolicy _permissions;

    /// <summary>Declares their group and their role.</summary>
    /// <param name="name">What the resources of the program are called.</param>
    /// <param name="source">The events' source, which nothing else on the bus has.</param>
    /// <param name="account">The account of the bus.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="parent">The component they belong to.</param>
    public BusSchedules(string name, string source, TargetAccount account, CentralBus bus, Resource parent)
    {
        (_bus, _source, _parent) = (bus, source, parent);
        // A role's trust can name a schedule's group, not the schedule (EventBridge Scheduler User Guide, "Confused deputy").
        _group = new Scheduler.ScheduleGroup(name, new() { Name = $"{Names.Product}-{name}" }, new() { Parent = parent });
        _role = new Iam.Role(
            name,
            new()
            {
                Name = $"{Names.Product}-{name}",
                Description = $"Lets the schedules of one group put events of the source {source} on the central bus, and nothing else.",
                AssumeRolePolicy = Documents.Fill("access/bus-schedule-trust.json", ("accountId", account.Id), ("groupArn", _group.Arn)),
            },
            new() { Parent = parent }
        );
        _permissions = new Iam.RolePolicy(
            name,
            new()
            {
                Name = "put-events",
                Role = _role.Name,
                Policy = Documents.Fill("access/bus-schedule-permissions.json", ("busArn", bus.Arn), ("source", source)),
            },
            new() { Parent = parent }
        );
    }

    /// <summary>Declares one.</summary>
    /// <param name="name">What it is called in the program, and after the product's name in AWS.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="expression">When, as EventBridge Scheduler writes it, in UTC.</param>
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
            new() { Parent = _parent, DependsOn = { _permissions } }
        );
}
