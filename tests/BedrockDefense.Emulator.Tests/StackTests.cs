using BedrockDefense.Cli.Rendering;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Tests;

public sealed class StackTests(MotoFixture moto) : IDisposable
{
    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task Deploys()
    {
        var organization = await OrganizationSetup.CreateAsync(await moto.AccountAsync("600000000001"));
        var config = ConfigFile.Read(Repository.SampleConfiguration);
        config["bedrock-defense:guardrails"] = $$"""{"targets":["{{organization.RootId}}"]}""";
        var stack = await StackDeployment.CreateAsync(config, organization);
        var lines = new List<string>();
        foreach (var r in stack.Resources)
        {
            try {
                var read = await ResourceKinds.Of(r.Type, r.Name).Read(stack.PlaceOf(r), r);
                lines.Add($"{r.Type} {r.Name}\n   D {r.Inputs.ToJsonString()}\n   R {read.ToJsonString()}");
            } catch (Exception e) { lines.Add($"{r.Type} {r.Name} ERROR {e.Message}"); }
        }
        File.WriteAllLines("/tmp/read.txt", lines);
    }
}
