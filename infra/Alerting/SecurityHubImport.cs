using BedrockDefense.Catalog;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Iam = Pulumi.Aws.Iam;
using Sfn = Pulumi.Aws.Sfn;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// Imports findings into AWS Security Hub. Only the account that a finding is associated with may import it, and Security Hub answers a
/// refused finding with HTTP 200 and a count (AWS Security Hub API Reference, "BatchImportFindings"). So a state machine imports as this
/// account, checks the count, and fails where the finding was not imported. An alarm tells of failed executions.
/// </summary>
internal sealed class SecurityHubImport : ComponentResource
{
    private readonly DefenseSettings _settings;
    private readonly TargetAccount _account;

    public SecurityHubImport(AlertAudience audience, CentralBus bus, DefenseSettings settings, TargetAccount account, Resource parent)
        : base("bedrock-defense:alerting:SecurityHubImport", audience.Name, new() { Parent = parent })
    {
        (_settings, _account) = (settings, account);
        var import = Role(
            Names.SecurityHub,
            "Lets the state machine import findings of this account into Security Hub, and nothing else.",
            Fill("access/securityhub-trust.json"),
            "import-findings",
            Fill("access/securityhub-permissions.json")
        );
        var machine = new Sfn.StateMachine(
            Names.SecurityHub,
            new()
            {
                Name = Names.SecurityHub,
                Type = "STANDARD",
                RoleArn = import.Role.Arn,
                Definition = Fill("templates/securityhub.asl.json"),
            },
            new() { Parent = this, DependsOn = { import.Permissions } }
        );
        var start = Role(
            $"{Names.SecurityHub}-start",
            "Lets the rules of the central bus start the import into Security Hub, and nothing else.",
            Documents.Fill(
                "access/alert-destination-trust.json",
                (Placeholder.AccountId, account.Id),
                (Placeholder.RuleArns, bus.RuleArns)
            ),
            "start",
            Documents.Fill("access/securityhub-start-permissions.json", (Placeholder.StateMachineArn, machine.Arn))
        );
        Channel = new AlertChannel(audience, machine.Name, machine.Arn, start.Permissions, start.Role.Arn);
        RegisterOutputs();
    }

    /// <summary>The state machine as a target of rules.</summary>
    public AlertChannel Channel { get; }

    private (Iam.Role Role, Iam.RolePolicy Permissions) Role(
        string name,
        string description,
        Input<string> trust,
        string policy,
        Input<string> permissions
    )
    {
        var role = new Iam.Role(
            name,
            new()
            {
                Name = name,
                Description = description,
                AssumeRolePolicy = trust,
            },
            new() { Parent = this }
        );
        return (
            role,
            new Iam.RolePolicy(
                name,
                new()
                {
                    Name = policy,
                    Role = role.Name,
                    Policy = permissions,
                },
                new() { Parent = this }
            )
        );
    }

    private string Fill(string document) =>
        PolicyTemplate
            .Load(document)
            .FillFrom(
                new PlaceholderValues
                {
                    { Placeholder.AccountId, _account.Id },
                    { Placeholder.Partition, _settings.HomeRegion.Partition },
                    { Placeholder.Product, Names.Product },
                    { Placeholder.Region, _settings.HomeRegion.Code },
                }
            );
}
