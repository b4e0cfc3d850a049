using BedrockDefense.Infra.Checking;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Renders a stack without an engine and without AWS: what the program declares is only recorded.</summary>
public static class StackRenderer
{
    /// <summary>Renders the stack of a configuration, its resources in the order of their types and names.</summary>
    /// <param name="config">The configuration, as <see cref="Configuration.ConfigFile"/> reads it.</param>
    /// <param name="organization">The organization that answers the program's questions.</param>
    /// <param name="progress">Is told the name of every resource as it is declared.</param>
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
