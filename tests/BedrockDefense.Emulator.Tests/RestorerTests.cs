using System.Diagnostics;
using System.Text.Json.Nodes;
using BedrockDefense.Cli.Rendering;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Rendering;
using BedrockDefense.Rehearsal;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// The restorers run by the emulator's Step Functions, which calls Bedrock in one account only: so they are the management
/// account's, in an emulator of its own. The members' are the same definition; <see cref="AttackTests"/> makes their calls.
/// </summary>
public sealed class RestorerTests
{
    private const string RunnersAccount = "123456789012";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_deleted_configuration_is_back_after_an_execution_in_every_Region()
    {
        using var moto = await MotoServer.StartAsync(Tool.Require(MotoServer.Program, MotoServer.Install));
        await moto.RunStateMachinesAsync();
        var machines = await MachinesAsync();
        Assert.Equal(["eu-central-1", "us-east-1"], machines.Select(machine => machine.Text("region")).Order());
        foreach (var machine in machines)
        {
            var place = new Place(moto.Account(RunnersAccount), machine.Text("region")!);
            var wanted = LoggingConfiguration.First(JsonNode.Parse(machine.Text("definition")!)!)["Parameters"]!["LoggingConfig"]!.AsObject();
            await LoggingConfiguration.PutAsync(place, new() { ["textDataDeliveryEnabled"] = false });
            await place.RestAsync("bedrock", "DeleteModelInvocationLoggingConfiguration", HttpMethod.Delete, "/logging/modelinvocations");
            Assert.Null(await LoggingConfiguration.GetAsync(place));

            var execution = await RunAsync(place with { Account = moto.AccountOfItsOwnForm(RunnersAccount) }, machine);

            Assert.True(execution["status"]!.GetValue<string>() == "SUCCEEDED", $"{execution.ToJsonString()}\n{moto.Log}");
            Assert.Equal(wanted.ToJsonString(), (await LoggingConfiguration.GetAsync(place))!.Pascal(wanted.Select(member => char.ToLowerInvariant(member.Key[0]) + member.Key[1..])).ToJsonString());
        }
    }

    [Fact]
    public async Task What_is_run_differs_from_what_is_declared_in_the_case_of_parameters_only()
    {
        foreach (var definition in (await MachinesAsync()).Select(machine => machine.Text("definition")!))
        {
            var run = EmulatedDefinition.Of(definition);

            Assert.NotEqual(definition, run);
            Assert.Equal(definition, run, ignoreCase: true);
            Assert.Equal(definition, EmulatedDefinition.Original(run));
        }
    }

    private static async Task<IReadOnlyList<DeclaredResource>> MachinesAsync() =>
        [.. (await RenderedStack.OfAsync(Configuration(), SampleOrganization.Default with { ManagementAccountId = RunnersAccount }))
            .OfType("aws:sfn/stateMachine:StateMachine")];

    // The sample's queue is in its management account.
    private static Dictionary<string, string> Configuration() => ConfigFile.Read(Repository.SampleConfiguration)
        .ToDictionary(entry => entry.Key, entry => entry.Value.Replace(SampleOrganization.Default.ManagementAccountId, RunnersAccount, StringComparison.Ordinal));

    private static async Task<JsonObject> RunAsync(Place place, DeclaredResource machine)
    {
        var inputs = machine.Inputs.DeepClone().AsObject();
        inputs["definition"] = EmulatedDefinition.Of(machine.Text("definition")!);
        var created = await ResourceKinds.Of(machine.Type, machine.Name).Create(place, machine.Name, inputs);
        var started = await place.JsonAsync("states", "StartExecution", new() { ["stateMachineArn"] = created.Arn });
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var execution = await place.JsonAsync("states", "DescribeExecution", new() { ["executionArn"] = started["executionArn"]!.DeepClone() });
            if (execution["status"]!.GetValue<string>() != "RUNNING" || Stopwatch.GetElapsedTime(start) > Patience)
            {
                return execution;
            }
        }
    }
}
