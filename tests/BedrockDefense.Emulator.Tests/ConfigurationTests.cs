using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Tests.Deployer;
using BedrockDefense.Emulator.Tests.Verifying;
using BedrockDefense.Infra.Checking;

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// Configurations with every setting and its extremes. Each is deployed and verified, and AWS's models accept every call.
/// </summary>
public sealed class ConfigurationTests(MotoFixture moto) : IDisposable
{
    private const string Cases = "emulator/configurations.json";

    private static int _accounts;

    public static TheoryData<string> Names => Repository.Names(Cases);

    public void Dispose() => moto.ShowLogOfFailure();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_provisioned_and_AWS_takes_every_call_where(string name)
    {
        var server = await moto.ServerAsync();
        // Each configuration gets its own organization. The account's id is also in ARNs, and its last digits are in names of buckets.
        var account = $"{700_000_500_000 + Interlocked.Increment(ref _accounts)}";
        var config = Repository
            .Find<ConfigurationCase>(Cases, name)
            .Config.ToDictionary(entry => entry.Key, entry => entry.Value.Replace("999999999999", account, StringComparison.Ordinal));
        var (organization, prepared) = await EmulatedConfiguration.PrepareAsync(server, config, account);
        var emulated = EmulatedMembers.WithAuditor(prepared, account, CheckedSettings.Parse(prepared).HomeRegion.Partition);
        var before = server.Calls.Check.CheckedCalls;

        var stack = await StackDeployment.CreateAsync(emulated, organization);
        var readBack = await ReadBack.OfAsync(stack);
        await EmulatedMembers.CompleteAsync(stack, organization);
        var (report, needed, neededByAuditor) = await EmulatedVerification.RunAsync(server, emulated, stack, organization);

        Complaints.AssertNone(readBack.Differences);
        Complaints.AssertNone(report.Deviations);
        var deployed = new DeployedConfiguration(CheckedSettings.Parse(emulated), stack.Declaration);
        Complaints.AssertNone([.. needed.Where(one => deployed.AllowedToVerifierBy(one).Count == 0)]);
        Complaints.AssertNone([.. neededByAuditor.Where(one => deployed.AllowedToAuditorBy(one).Count == 0)]);
        Assert.Equal(organization.Members.Count, report.Members!.Entered);
        Assert.True(server.Calls.Check.CheckedCalls - before > stack.Resources.Count());
    }

    internal sealed record ConfigurationCase(Dictionary<string, string> Config);
}
