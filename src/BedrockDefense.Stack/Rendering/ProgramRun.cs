using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Runs the Pulumi program itself, the very one <c>pulumi up</c> runs, with something else in the engine's place.</summary>
public static class ProgramRun
{
    // The program reads its configuration from environment variables, which are the process's: one run at a time may be about to.
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Runs the program, and reads what it declared and its outputs.</summary>
    /// <param name="config">The configuration: a text per key.</param>
    /// <param name="organization">The organization that answers the program's questions.</param>
    /// <param name="engine">What stands in the engine's place.</param>
    /// <param name="resources">What the engine was told of, asked for when the program has ended; relations need not be known.</param>
    /// <param name="begun">
    /// Ends when the program has read its configuration, so that another may begin; null for no sooner than its end.
    /// </param>
    /// <exception cref="InvalidInputException">The configuration, or a document of the catalog, is invalid.</exception>
    public static async Task<StackDeclaration> DeclareAsync(
        IReadOnlyDictionary<string, string> config,
        SampleOrganization organization,
        IMocks engine,
        Func<IEnumerable<DeclaredResource>> resources,
        Task? begun = null
    )
    {
        ArgumentNullException.ThrowIfNull(resources);

        // Parsed here as well for the sake of its error, which would lose its faults on the way out of the program.
        var settings = CheckedSettings.Parse(config);
        var stack = (await StartAsync(config, engine, begun).ConfigureAwait(false)).OfType<ObservedStack>().Single();
        var relations = await stack.RelationsAsync().ConfigureAwait(false);
        return new StackDeclaration(
            settings.HomeRegion.Code,
            organization,
            await OutputUtilities.GetValueAsync(stack.TrailArn).ConfigureAwait(false),
            await OutputUtilities.GetValueAsync(stack.Coverage).ConfigureAwait(false),
            [.. resources().Select(resource => resource with { Options = relations[resource.Key] })]
        )
        {
            Logging = LoggingOfSettings.Of(settings),
            Hearing = await OutputUtilities.GetValueAsync(stack.Hearing).ConfigureAwait(false),
            GovernedRegions = [.. settings.Regions.Select(region => region.Code)],
            SharedMessages = await OutputUtilities.GetValueAsync(stack.SharedMessages).ConfigureAwait(false),
        };
    }

    private static async Task<ImmutableArray<Resource>> StartAsync(IReadOnlyDictionary<string, string> config, IMocks engine, Task? begun)
    {
        Task<ImmutableArray<Resource>> running;
        await Gate.WaitAsync().ConfigureAwait(false);
        try
        {
            Environment.SetEnvironmentVariable(SettingsReader.Variable, JsonSerializer.Serialize(config));
            Environment.SetEnvironmentVariable(SettingsReader.SecretKeysVariable, JsonSerializer.Serialize(Secret.KeysOf(config)));
            running = Deployment.TestAsync<ObservedStack>(
                engine,
                new TestOptions
                {
                    ProjectName = "bedrock-defense",
                    StackName = "dev",
                    IsPreview = false,
                }
            );
            await Task.WhenAny(running, begun ?? running).ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }

        return await running.ConfigureAwait(false);
    }
}
