using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Rendering;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

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
        var settings = SettingsParser.Parse(config);
        var places = new Places(organization.Management, settings.HomeRegion.Code);
        using var aws = (configure ?? (known => new EmulatedAws(known)))(places);
        var exitCode = Environment.ExitCode;
        try
        {
            var running = await ProgramGate
                .AloneAsync(async () =>
                {
                    Environment.SetEnvironmentVariable(SettingsReader.Variable, JsonSerializer.Serialize(config));
                    Environment.SetEnvironmentVariable(SettingsReader.SecretKeysVariable, JsonSerializer.Serialize(Secret.KeysOf(config)));
                    var deployment = Deployment.TestAsync<ObservedStack>(
                        aws,
                        new TestOptions
                        {
                            ProjectName = "bedrock-defense",
                            StackName = "dev",
                            IsPreview = false,
                        }
                    );
                    await Task.WhenAny(aws.Begun, deployment).ConfigureAwait(false);
                    return new Running(deployment);
                })
                .ConfigureAwait(false);
            var resources = await running.Deployment.ConfigureAwait(false);
            var stack = resources.OfType<ObservedStack>().Single();
            var relations = await stack.RelationsAsync().ConfigureAwait(false);
            return new StackDeployment(
                places,
                new StackDeclaration(
                    settings.HomeRegion.Code,
                    organization.AsRehearsed(settings),
                    await OutputUtilities.GetValueAsync(stack.TrailArn).ConfigureAwait(false),
                    await OutputUtilities.GetValueAsync(stack.Coverage).ConfigureAwait(false),
                    [.. aws.Resources.Select(resource => resource with { Options = relations[resource.Key] })]
                )
                {
                    GovernedRegions = [.. settings.Regions.Select(region => region.Code)],
                }
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

    // A task would be awaited together with the one that returns it.
    private readonly record struct Running(Task<ImmutableArray<Resource>> Deployment);
}
