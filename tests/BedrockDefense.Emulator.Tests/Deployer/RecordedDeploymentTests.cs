using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>Deploys, reads and deletes a stack on the emulator. The policies for whoever deploys must allow every call.</summary>
public sealed class RecordedDeploymentTests(MotoFixture moto) : IDisposable
{
    private static int _accounts;

    public void Dispose() => moto.ShowLogOfFailure();

    [Theory]
    [InlineData("Pulumi.dev.yaml")]
    [InlineData("docs/Pulumi.prod.yaml")]
    public async Task Every_call_of_the_deployment_is_allowed(string file)
    {
        var server = await moto.ServerAsync();
        var management = $"{700_000_700_000 + Interlocked.Increment(ref _accounts)}";
        var configured = ConfigFile
            .Read(Path.Combine(Repository.Root, file))
            .ToDictionary(entry => entry.Key, entry => entry.Value.Replace("999999999999", management, StringComparison.Ordinal));
        var (organization, config) = await EmulatedConfiguration.PrepareAsync(server, configured, management);
        HashSet<string> accounts = [management, .. organization.Members.Select(member => member.Id)];
        var before = server.Calls.Calls.Count;

        var stack = await StackDeployment.CreateAsync(config, organization);
        await ReadBack.OfAsync(stack);
        await Teardown.RunAsync(stack);

        var deployed = new DeployedConfiguration(CheckedSettings.Parse(config), stack.Declaration);
        // Other tests use the emulator at the same time, in separate organizations.
        var calls = server.Calls.Calls.Skip(before).Where(call => accounts.Contains(call.Account)).ToList();
        var needed = RecordedCalls.Of(calls, server.Calls.Check).Distinct().ToList();
        Assert.True(calls.Count > 2 * stack.Resources.Count());
        Complaints.AssertNone([.. needed.Where(one => deployed.AllowedBy(one).Count == 0)]);
    }
}
