using System.Diagnostics;
using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// Runs the restorers in the emulator's Step Functions, which calls Bedrock in one account only. So these are the management account's
/// restorers, in a separate emulator. The members' restorers have the same definition; <see cref="AttackTests"/> makes their calls.
/// </summary>
public sealed class RestorerTests
{
    private const string RunnersAccount = "123456789012";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_deleted_configuration_is_back_after_an_execution_in_every_Region()
    {
        using var moto = await MotoServer.StartAsync(Tool.Require(MotoServer.Program, MotoServer.InstallCommand));
        await moto.RunStateMachinesAsync();
        var machines = await MachinesAsync();
        Assert.Equal(["eu-central-1", "us-east-1"], machines.Select(machine => machine.Text("region")).Order());
        foreach (var machine in machines)
        {
            var place = new Place(moto.Account(RunnersAccount), machine.Text("region")!);
            var wanted = LoggingConfiguration.First(JsonNode.Parse(machine.Text("definition")!)!)["Parameters"]![
                "LoggingConfig"
            ]!.AsObject();
            await LoggingConfiguration.PutAsync(place, new() { ["textDataDeliveryEnabled"] = false });
            await place.RestAsync("bedrock", "DeleteModelInvocationLoggingConfiguration", HttpMethod.Delete, "/logging/modelinvocations");
            Assert.Null(await BedrockReaders.LoggingAsync(place));

            var execution = await RunAsync(place with { Account = moto.UncheckedAccount(RunnersAccount) }, machine);

            Assert.True(execution["status"]!.GetValue<string>() == "SUCCEEDED", $"{execution.ToJsonString()}\n{moto.Log}");
            Assert.Equal(
                wanted.ToJsonString(),
                (await BedrockReaders.LoggingAsync(place))!
                    .ToPascalCase(wanted.Select(member => char.ToLowerInvariant(member.Key[0]) + member.Key[1..]))
                    .ToJsonString()
            );
        }
    }

    [Theory]
    [InlineData("none", "establish logging, since there is none")]
    [InlineData("another", "overwrite what is found with what the settings want")]
    [InlineData("weakened", "overwrite what is found with what the settings want")]
    [InlineData("wanted", "nothing: it is as the settings want it")]
    [InlineData("more", "nothing: it is as the settings want it")]
    public async Task An_observer_says_what_it_found_and_would_do_and_does_nothing(string found, string would)
    {
        using var moto = await MotoServer.StartAsync(Tool.Require(MotoServer.Program, MotoServer.InstallCommand));
        await moto.RunStateMachinesAsync();
        var restorer = (await MachinesAsync())[0];
        var place = new Place(moto.Account(RunnersAccount), restorer.Text("region")!);
        var wanted = LoggingConfiguration.First(JsonNode.Parse(restorer.Text("definition")!)!)["Parameters"]!["LoggingConfig"]!.AsObject();
        wanted = wanted.ToCamelCase(wanted.Select(member => member.Key));
        if (found != "none")
        {
            switch (found)
            {
                case "another":
                    wanted["cloudWatchConfig"]!["logGroupName"] = "/aws/another";
                    break;
                case "weakened":
                    wanted["imageDataDeliveryEnabled"] = false;
                    break;
                case "more":
                    wanted["s3Config"] = new JsonObject { ["bucketName"] = "also-kept" };
                    break;
            }

            await LoggingConfiguration.PutAsync(place, wanted);
        }

        var before = await BedrockReaders.LoggingAsync(place);
        var machine = (await MachinesAsync(("bedrock-defense:restore", """{"mode":"observe"}"""))).Single(machine =>
            machine.Text("region") == place.Region
        );
        var execution = await RunAsync(place with { Account = moto.UncheckedAccount(RunnersAccount) }, machine);

        Assert.True(execution["status"]!.GetValue<string>() == "SUCCEEDED", $"{execution.ToJsonString()}\n{moto.Log}");
        var output = JsonNode.Parse(execution["output"]!.GetValue<string>())!;
        Assert.Equal(would, output["would"]!.GetValue<string>());
        Assert.Equal(before is null, output["found"]!["loggingConfig"] is not JsonObject { Count: > 0 });
        Assert.Equal(before?.ToJsonString(), (await BedrockReaders.LoggingAsync(place))?.ToJsonString());
    }

    [Theory]
    [InlineData("\"leave\"", null)]
    [InlineData(
        """{"logGroup":"/aws/bedrock","role":"BedrockLogs"}""",
        """{"cloudWatchConfig":{"logGroupName":"/aws/bedrock","roleArn":"arn:aws:iam::123456789012:role/BedrockLogs"}"""
    )]
    [InlineData(
        """{"bucket":"team-invocations","prefix":"bedrock"}""",
        """{"s3Config":{"bucketName":"team-invocations","keyPrefix":"bedrock"}"""
    )]
    public async Task An_account_with_logging_of_its_own_gets_that_back(string own, string? wanted)
    {
        using var moto = await MotoServer.StartAsync(Tool.Require(MotoServer.Program, MotoServer.InstallCommand));
        await moto.RunStateMachinesAsync();
        var machine = (
            await MachinesAsync(
                ("bedrock-defense:invocationLogging", $$$"""{"perAccount":{"{{{RunnersAccount}}}":{{{own}}},"444455556666":"leave"}}""")
            )
        )[0];
        var place = new Place(moto.Account(RunnersAccount), machine.Text("region")!);

        var execution = await RunAsync(place with { Account = moto.UncheckedAccount(RunnersAccount) }, machine);

        Assert.True(execution["status"]!.GetValue<string>() == "SUCCEEDED", $"{execution.ToJsonString()}\n{moto.Log}");
        var put = await BedrockReaders.LoggingAsync(place);
        Assert.Equal(wanted is null, put is null);
        Assert.StartsWith(wanted?[..^1] ?? "", put?.ToJsonString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_run_differs_from_what_is_declared_in_the_case_of_parameters_only()
    {
        foreach (
            var definition in (await MachinesAsync())
                .Concat(await MachinesAsync(("bedrock-defense:restore", """{"mode":"observe"}""")))
                .Select(machine => machine.Text("definition")!)
        )
        {
            var run = EmulatedDefinition.Of(definition);

            Assert.NotEqual(definition, run);
            Assert.Equal(definition, run, ignoreCase: true);
            Assert.Equal(definition, EmulatedDefinition.ToOriginal(run));
        }
    }

    private static async Task<IReadOnlyList<DeclaredResource>> MachinesAsync(params (string Key, string Value)[] changes) =>
        [
            .. (
                await StackRenderer.RenderAsync(
                    Configuration(changes),
                    SampleOrganization.Default with
                    {
                        ManagementAccountId = RunnersAccount,
                    }
                )
            ).OfType("aws:sfn/stateMachine:StateMachine"),
        ];

    // The sample's queue is in its management account.
    private static Dictionary<string, string> Configuration((string Key, string Value)[] changes)
    {
        var config = ConfigFile
            .Read(Repository.SampleConfiguration)
            .ToDictionary(
                entry => entry.Key,
                entry => entry.Value.Replace(SampleOrganization.Default.ManagementAccountId, RunnersAccount, StringComparison.Ordinal)
            );
        foreach (var (key, value) in changes)
        {
            config[key] = value;
        }

        return config;
    }

    private static async Task<JsonObject> RunAsync(Place place, DeclaredResource machine)
    {
        var inputs = machine.Inputs.DeepClone().AsObject();
        inputs["definition"] = EmulatedDefinition.Of(machine.Text("definition")!);
        var created = await ResourceKinds.Of(machine.Type, machine.Name).Create(place, machine.Name, inputs);
        var started = await place.JsonAsync("states", "StartExecution", new() { ["stateMachineArn"] = created.Arn });
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var execution = await place.JsonAsync(
                "states",
                "DescribeExecution",
                new() { ["executionArn"] = started["executionArn"]!.DeepClone() }
            );
            if (execution["status"]!.GetValue<string>() != "RUNNING" || Stopwatch.GetElapsedTime(start) > StartTimeout)
            {
                return execution;
            }
        }
    }
}
