using BedrockDefense.Catalog;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Sfn = Pulumi.Aws.Sfn;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// A state machine that delivers each message of an audience where EventBridge itself cannot, or cannot see whether the receiver took it:
/// Security Hub and Slack answer a refused message with HTTP 200. Nor can an input transformer cut a text. The state machine shortens the
/// message, reads the answer, tries again, and ends as failed where the message was not taken. An alarm tells of failed executions.
/// </summary>
internal sealed class AlertMachine : ComponentResource
{
    /// <summary>Declares the state machine, its role, and the role with which the rules start it.</summary>
    /// <param name="audience">Who is told.</param>
    /// <param name="bus">The bus of the rules.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="account">The account of the alerts.</param>
    /// <param name="topic">The values of the topic that it publishes on; none where it delivers without a topic.</param>
    /// <param name="parent">The component that all belongs to.</param>
    public AlertMachine(
        AlertAudience audience,
        CentralBus bus,
        DefenseSettings settings,
        TargetAccount account,
        IReadOnlyCollection<(Placeholder, Input<string>)> topic,
        Resource parent
    )
        : base("bedrock-defense:alerting:AlertMachine", audience.Name, new() { Parent = parent })
    {
        var name = Names.AlertMachine(audience.Name);
        List<(Placeholder, Input<string>)> values =
        [
            (Placeholder.AccountId, account.Id),
            (Placeholder.Partition, settings.HomeRegion.Partition),
            (Placeholder.Region, settings.HomeRegion.Code),
            (Placeholder.StateMachineName, name),
            .. topic,
            .. audience.Posted is { } posted ? ValuesOf(posted) : [],
        ];
        var deliver = ServiceRole.Declare(
            name,
            name,
            $"Lets a state machine deliver alerts to {audience.Receiver}, and nothing else.",
            Documents.FillFrom("access/alert-machine-trust.json", values),
            "deliver",
            Documents.FillFrom($"access/{audience.MachineDocument}-permissions.json", values),
            this
        );
        Machine = new Sfn.StateMachine(
            name,
            new()
            {
                Name = name,
                Type = "STANDARD",
                RoleArn = deliver.Arn,
                Definition = Documents.FillFrom($"templates/{audience.MachineDocument}.asl.json", values),
            },
            new() { Parent = this, DependsOn = { deliver.Permissions } }
        );
        Start = ServiceRole.Declare(
            $"{name}-start",
            $"{name}-start",
            $"Lets the rules of the central bus start the delivery to {audience.Receiver}, and nothing else.",
            Documents.Fill(
                "access/alert-machine-start-trust.json",
                (Placeholder.AccountId, account.Id),
                (Placeholder.RuleArns, bus.RuleArns)
            ),
            "start",
            Documents.Fill("access/alert-machine-start-permissions.json", (Placeholder.StateMachineArn, Machine.Arn)),
            this
        );
        RegisterOutputs();
    }

    /// <summary>The state machine.</summary>
    public Sfn.StateMachine Machine { get; }

    /// <summary>The role with which the rules start it.</summary>
    public ServiceRole Start { get; }

    private static (Placeholder, Input<string>)[] ValuesOf(AlertSubscription posted) =>
        [
            (Placeholder.HttpEndpoint, Secret.Input(posted.PostedTo, posted.IsSecret)!),
            (Placeholder.Channel, Secret.Input(posted.Channel, posted.IsSecret)!),
            (Placeholder.ConnectionArn, Secret.Input(posted.Connection!.Arn, posted.IsSecret)!),
            (Placeholder.ConnectionName, Secret.Input(posted.Connection.Name, posted.IsSecret)!),
            (Placeholder.Reader, posted.Protocol.Form.IsReadByPeople ? "people" : "machine"),
        ];
}
