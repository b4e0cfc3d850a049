using BedrockDefense.Emulator.Moto;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>The stack on the emulator, made by the very program that <c>pulumi up</c> runs.</summary>
/// <param name="places">Where its resources are.</param>
/// <param name="declaration">What it declared, with the ids and ARNs that the services gave, in the order in which it was made.</param>
internal sealed class StackDeployment(Places places, StackDeclaration declaration)
{
    /// <summary>What was declared, with the ids and ARNs that the services gave, in the order in which it was made.</summary>
    public StackDeclaration Declaration { get; } = declaration;

    /// <summary>The resources that the emulator holds, in the order in which they were made.</summary>
    public IEnumerable<DeclaredResource> Resources =>
        Declaration.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));

    /// <summary>Where a resource belongs.</summary>
    public Place PlaceOf(DeclaredResource resource) => places.Of(resource);

    /// <summary>Makes the stack of a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="organization">Where to.</param>
    /// <param name="configure">Makes what answers the program; null for the plain one.</param>
    public static async Task<StackDeployment> CreateAsync(
        IReadOnlyDictionary<string, string> config,
        EmulatedOrganization organization,
        Func<Places, EmulatedAws>? configure = null
    )
    {
        var settings = CheckedSettings.Parse(config);
        var places = new Places(organization.Management, settings.HomeRegion.Code);
        using var aws = (configure ?? (known => new EmulatedAws(known)))(places);
        var exitCode = Environment.ExitCode;
        try
        {
            return new StackDeployment(
                places,
                await ProgramRun
                    .DeclareAsync(config, organization.AsRehearsed(settings), aws, () => aws.Resources, aws.Begun)
                    .ConfigureAwait(false)
            );
        }
        catch (Exception) when (aws.Failure is { } failure)
        {
            // What the engine makes of it is many errors with stack traces; this is the one that they come of.
            throw failure;
        }
        finally
        {
            // A failed deployment sets it for the engine's sake; the process goes on.
            Environment.ExitCode = exitCode;
        }
    }
}
