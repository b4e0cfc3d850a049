using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Renders a stack without an engine and without AWS. The declared resources are only recorded.</summary>
public static class StackRenderer
{
    /// <summary>Renders the stack of a configuration. Its resources are sorted by type and name.</summary>
    /// <param name="config">The configuration, as <see cref="Configuration.ConfigFile"/> reads it.</param>
    /// <param name="organization">The organization about which the program's questions are answered.</param>
    /// <param name="progress">Is called with the name of every resource when it is declared.</param>
    /// <exception cref="InvalidInputException">The configuration, or a document of the catalog, is invalid.</exception>
    public static Task<StackDeclaration> RenderAsync(
        IReadOnlyDictionary<string, string> config,
        SampleOrganization organization,
        Action<string>? progress = null
    )
    {
        var mocks = new RecordingMocks(organization, CheckedSettings.Parse(config).HomeRegion, progress ?? (_ => { }));
        return ProgramRun.DeclareAsync(
            config,
            organization,
            mocks,
            () =>
                mocks
                    .Resources.OrderBy(resource => resource.Type, StringComparer.Ordinal)
                    .ThenBy(resource => resource.Name, StringComparer.Ordinal)
        );
    }
}
