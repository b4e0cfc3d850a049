using BedrockDefense.Emulator.Moto;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Provisioning;

/// <summary>The stack on the emulator, deployed by the same program that <c>pulumi up</c> runs.</summary>
/// <param name="places">The places of the stack's resources.</param>
/// <param name="declaration">The declared resources, with the ids and ARNs from the services, in the order of their creation.</param>
internal sealed class StackDeployment(Places places, StackDeclaration declaration)
{
    /// <summary>The declared resources, with the ids and ARNs from the services, in the order of their creation.</summary>
    public StackDeclaration Declaration { get; } = declaration;

    /// <summary>The resources that exist on the emulator, in the order of their creation.</summary>
    public IEnumerable<DeclaredResource> Resources =>
        Declaration.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));

    /// <summary>Finds the place that a resource belongs to.</summary>
    public Place PlaceOf(DeclaredResource resource) => places.Of(resource);

    /// <summary>Deploys the stack of a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="organization">The organization to deploy to.</param>
    /// <param name="configure">Makes the answers to the program; null for the default.</param>
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
                    .DeclareAsync(config, organization.AsRehearsed(settings), aws, () => aws.Resources, aws.FirstRequest)
                    .ConfigureAwait(false)
            );
        }
        catch (Exception) when (aws.Failure is { } failure)
        {
            // The engine would report many errors with stack traces. This failure is their common cause.
            throw failure;
        }
        finally
        {
            // A failed deployment sets the exit code for the engine. This process goes on.
            Environment.ExitCode = exitCode;
        }
    }
}
