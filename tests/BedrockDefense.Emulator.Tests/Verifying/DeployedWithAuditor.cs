using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>
/// The stack of the sample with a role that may enter the members, deployed once for the tests of a class, which only read it.
/// </summary>
public sealed class DeployedWithAuditor
{
    private readonly Lock _making = new();
    private Task<(Dictionary<string, string>, StackDeployment, EmulatedOrganization)>? _stack;

    /// <summary>Deploys the stack and returns it with its organization and its configuration. Without moto the test ends here.</summary>
    internal Task<(Dictionary<string, string> Config, StackDeployment Stack, EmulatedOrganization Organization)> StackAsync(
        MotoFixture moto
    )
    {
        Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
        lock (_making)
        {
            return _stack ??= MakeAsync(moto);
        }
    }

    /// <summary>Deploys another.</summary>
    internal static async Task<(Dictionary<string, string> Config, StackDeployment Stack, EmulatedOrganization Organization)> MakeAsync(
        MotoFixture moto
    )
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var config = EmulatedMembers.WithAuditor(DeployedSample.Configuration(organization), organization.Management.Id);
        var stack = await StackDeployment.CreateAsync(config, organization);
        await EmulatedMembers.CompleteAsync(stack, organization);
        return (config, stack, organization);
    }
}
