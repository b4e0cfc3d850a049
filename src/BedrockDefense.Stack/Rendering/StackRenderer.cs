using System.Text.Json;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Configuration;
using BedrockDefense.Stack.Declaration;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Runs the Pulumi program itself, the very one <c>pulumi up</c> runs, with an engine that only records.</summary>
public static class StackRenderer
{
    /// <summary>Renders the stack of a configuration.</summary>
    /// <param name="config">The configuration, as <see cref="ConfigFile"/> reads it.</param>
    /// <param name="organization">The organization that answers the program's questions.</param>
    /// <param name="progress">Is told the name of every resource as it is declared.</param>
    /// <exception cref="InvalidInputException">The configuration, or a document of the catalog, is invalid.</exception>
    public static async Task<StackDeclaration> RenderAsync(
        IReadOnlyDictionary<string, string> config,
        SampleOrganization organization,
        Action<string>? progress = null
    )
    {
        // Parsed here as well for the sake of its error, which would lose its faults on the way out of the program.
        var settings = SettingsParser.Parse(config);
        var mocks = new RecordingMocks(organization, settings.HomeRegion, progress ?? (_ => { }));

        // Where Pulumi's Config, and so the program, reads. It is the process's, so renderings cannot overlap.
        Environment.SetEnvironmentVariable(SettingsReader.Variable, JsonSerializer.Serialize(config));
        Environment.SetEnvironmentVariable(SettingsReader.SecretKeysVariable, JsonSerializer.Serialize(Secret.KeysOf(config)));
        var resources = await Deployment
            .TestAsync<ObservedStack>(
                mocks,
                new TestOptions
                {
                    ProjectName = "bedrock-defense",
                    StackName = "dev",
                    IsPreview = false,
                }
            )
            .ConfigureAwait(false);

        var stack = resources.OfType<ObservedStack>().Single();
        var relations = await stack.RelationsAsync().ConfigureAwait(false);
        return new StackDeclaration(
            settings.HomeRegion.Code,
            organization,
            await OutputUtilities.GetValueAsync(stack.TrailArn).ConfigureAwait(false),
            await OutputUtilities.GetValueAsync(stack.Coverage).ConfigureAwait(false),
            [
                .. mocks
                    .Resources.Select(resource => resource with { Options = relations[resource.Key] })
                    .OrderBy(resource => resource.Type, StringComparer.Ordinal)
                    .ThenBy(resource => resource.Name, StringComparer.Ordinal),
            ]
        )
        {
            Logging = LoggingOfSettings.Of(settings),
            Hearing = await OutputUtilities.GetValueAsync(stack.Hearing).ConfigureAwait(false),
            GovernedRegions = [.. settings.Regions.Select(region => region.Code)],
            SharedMessages = await OutputUtilities.GetValueAsync(stack.SharedMessages).ConfigureAwait(false),
        };
    }
}
