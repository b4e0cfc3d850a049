using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Tests.Deployment;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Tests;

/// <summary>A second deployment repairs a failed first one. The resources of the first are in nobody's way.</summary>
public sealed class SecondTryTests(MotoFixture moto) : IDisposable
{
    private const string Name = "bedrock-defense-restorer";

    // Step Functions refuses this name.
    private const string RefusedName = "bedrock-defense-restorer <1>";

    private static readonly ResourceKey Set = new("aws:cloudformation/stackSet:StackSet", Name);
    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task A_state_machine_of_the_management_account_that_was_refused_once_is_made_the_second_time()
    {
        var organization = await OrganizationAsync();

        var first = await FailAsync(
            organization,
            new("aws:sfn/stateMachine:StateMachine", $"{Name}-eu-central-1"),
            inputs => inputs["name"] = RefusedName
        );

        Assert.Contains(first.RemainingResources.Keys, key => key.Type == "aws:cloudwatch/logGroup:LogGroup");
        // A refusal in the management account comes before any member is changed.
        Assert.DoesNotContain(
            new("aws:cloudformation/stackInstances:StackInstances", "bedrock-defense-destinations"),
            first.RemainingResources.Keys
        );
        Assert.Contains(
            (
                await StackDeployment.CreateAsync(
                    DeployedSample.Configuration(organization),
                    organization,
                    places => new EmulatedAws(places) { ExistingResources = first.RemainingResources }
                )
            ).Resources,
            resource => resource.Type == "aws:sfn/stateMachine:StateMachine"
        );
    }

    [Fact]
    public async Task A_state_machine_of_the_members_that_was_refused_once_is_made_the_second_time()
    {
        var organization = await OrganizationAsync();
        JsonObject? template = null;

        var first = await FailAsync(organization, Set, inputs => template = Refuse(inputs));

        Assert.Contains(
            new("aws:cloudformation/stackInstances:StackInstances", "bedrock-defense-destinations"),
            first.RemainingResources.Keys
        );
        var second = await TryAgainAsync(organization, first, template!);
        var machines = second
            .Declaration.OfType("aws:cloudformation/stackInstances:StackInstances")
            .Single(instances => instances.Name == Name);
        Assert.Equal(
            organization.Members.Count * Regions.Length,
            (await CloudFormationReaders.InstancesAsync(second.PlaceOf(machines), machines)).Count
        );
    }

    // This proves that the test above would notice the fault: a log group that is kept, in the same template as the state machine.
    [Fact]
    public async Task What_is_kept_beside_a_state_machine_that_was_refused_stands_in_the_way_of_the_second_try()
    {
        var organization = await OrganizationAsync();
        JsonObject? template = null;
        void Beside(JsonObject inputs) =>
            Edit(
                inputs,
                resources =>
                    resources.Insert(
                        0,
                        "Kept",
                        new JsonObject
                        {
                            ["Type"] = "AWS::Logs::LogGroup",
                            ["DeletionPolicy"] = "Retain",
                            ["Properties"] = new JsonObject { ["LogGroupName"] = "kept" },
                        }
                    )
            );

        var first = await FailAsync(
            organization,
            Set,
            inputs =>
            {
                Beside(inputs);
                template = Refuse(inputs);
            }
        );

        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => TryAgainAsync(organization, first, template!, Beside));
        Assert.Contains("already exists", failure.Message, StringComparison.Ordinal);
    }

    private async Task<EmulatedOrganization> OrganizationAsync()
    {
        Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
        return await DeployedSample.OrganizationAsync(moto);
    }

    private static async Task<EmulatedAws> FailAsync(EmulatedOrganization organization, ResourceKey refused, Action<JsonObject> refuse)
    {
        EmulatedAws? aws = null;
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() =>
            StackDeployment.CreateAsync(
                DeployedSample.Configuration(organization),
                organization,
                places =>
                    aws = new EmulatedAws(places)
                    {
                        ChangeInputs = (key, inputs) =>
                        {
                            if (key == refused)
                            {
                                refuse(inputs);
                            }
                        },
                    }
            )
        );
        Assert.Contains("Invalid Name", failure.Message, StringComparison.Ordinal);
        return aws!;
    }

    private static async Task<StackDeployment> TryAgainAsync(
        EmulatedOrganization organization,
        EmulatedAws first,
        JsonObject template,
        Action<JsonObject>? change = null
    )
    {
        await Rollback.RunAsync(template, organization, Regions);
        return await StackDeployment.CreateAsync(
            DeployedSample.Configuration(organization),
            organization,
            places => new EmulatedAws(places)
            {
                ExistingResources = first.RemainingResources,
                UpdatedStackSet = Set,
                ChangeInputs = (key, inputs) =>
                {
                    if (key == Set)
                    {
                        change?.Invoke(inputs);
                    }
                },
            }
        );
    }

    private static JsonObject Refuse(JsonObject inputs)
    {
        Edit(inputs, resources => resources["Restorer"]!["Properties"]!["StateMachineName"] = RefusedName);
        return JsonNode.Parse(inputs["templateBody"]!.GetValue<string>())!.AsObject();
    }

    private static void Edit(JsonObject inputs, Action<JsonObject> edit)
    {
        var template = JsonNode.Parse(inputs["templateBody"]!.GetValue<string>())!.AsObject();
        edit(template["Resources"]!.AsObject());
        inputs["templateBody"] = template.ToJsonString(JsonText.Options);
    }
}
