using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Configuration;

namespace BedrockDefense.Emulator.Tests;

/// <summary>The stack of the sample configuration, deployed once for the tests of a class.</summary>
public sealed class DeployedSample
{
    // Organizations under different management accounts do not see each other.
    private static int _organizations;

    private readonly Lock _making = new();
    private Task<(StackDeployment, EmulatedOrganization)>? _stack;

    /// <summary>Deploys the stack and returns it with its organization. Without moto the test ends here.</summary>
    internal Task<(StackDeployment Stack, EmulatedOrganization Organization)> StackAsync(MotoFixture moto)
    {
        Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
        lock (_making)
        {
            return _stack ??= MakeAsync(moto);
        }
    }

    /// <summary>Creates a separate organization.</summary>
    internal static async Task<EmulatedOrganization> OrganizationAsync(MotoFixture moto) =>
        await OrganizationSetup.CreateAsync(
            new Place(await moto.AccountAsync($"{600_000_000_000 + Interlocked.Increment(ref _organizations)}"), "us-east-1")
        );

    /// <summary>Makes the sample configuration for an organization.</summary>
    internal static Dictionary<string, string> Configuration(EmulatedOrganization organization) =>
        ConfigFile
            .Read(Repository.SampleConfiguration)
            .ToDictionary(
                entry => entry.Key,
                entry =>
                    entry
                        .Value.Replace("r-exam", organization.RootId, StringComparison.Ordinal)
                        .Replace("999999999999", organization.Management.Id, StringComparison.Ordinal)
            );

    private static async Task<(StackDeployment, EmulatedOrganization)> MakeAsync(MotoFixture moto)
    {
        var organization = await OrganizationAsync(moto);
        return (await StackDeployment.CreateAsync(Configuration(organization), organization), organization);
    }
}
