using System.Collections.Immutable;
using System.Text.Json;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Runs the same Pulumi program as <c>pulumi up</c>, with a replacement for the engine.</summary>
public static class ProgramRun
{
    // The program reads its configuration from environment variables, which belong to the whole process. So only one run at a
    // time may be before or in this reading.
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Runs the program and returns its resources and outputs.</summary>
    /// <param name="config">The configuration: a text for each key.</param>
    /// <param name="organization">The organization about which the program's questions are answered.</param>
    /// <param name="engine">The replacement for the engine.</param>
    /// <param name="resources">
    /// Returns the resources that the engine received. It is called when the program has ended; the relations may be missing.
    /// </param>
    /// <param name="begun">
    /// A task that ends when the program has read its configuration, so that another run may begin. If it is null, another
    /// run begins only when this one has ended.
    /// </param>
    /// <param name="isPreview">Whether the program runs as in a preview, in which it does not look up what only an update changes.</param>
    /// <exception cref="InvalidInputException">The configuration, or a document of the catalog, is invalid.</exception>
    public static async Task<StackDeclaration> DeclareAsync(
        IReadOnlyDictionary<string, string> config,
        SampleOrganization organization,
        IMocks engine,
        Func<IEnumerable<DeclaredResource>> resources,
        Task? begun = null,
        bool isPreview = false
    )
    {
        ArgumentNullException.ThrowIfNull(resources);

        // The settings are parsed here as well, because an error that leaves the program would lose its list of faults.
        var settings = CheckedSettings.Parse(config);
        var stack = (await StartAsync(config, engine, begun, isPreview).ConfigureAwait(false)).OfType<ObservedStack>().Single();
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
            ExemptRoles = await OutputUtilities.GetValueAsync(stack.ExemptRoles).ConfigureAwait(false),
            GovernedRegions = [.. settings.Regions.Select(region => region.Code)],
            InvocationCopies = await OutputUtilities.GetValueAsync(stack.InvocationCopies).ConfigureAwait(false)
                is { IsDefault: false } copies
                ? copies
                : [],
            SharedMessages = await OutputUtilities.GetValueAsync(stack.SharedMessages).ConfigureAwait(false),
        };
    }

    private static async Task<ImmutableArray<Resource>> StartAsync(
        IReadOnlyDictionary<string, string> config,
        IMocks engine,
        Task? begun,
        bool isPreview
    )
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
                    IsPreview = isPreview,
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
