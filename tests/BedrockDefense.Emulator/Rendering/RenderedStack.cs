using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Emulator.Rendering;

/// <summary>The stack as the command line renders it, with made-up ids.</summary>
internal static class RenderedStack
{
    /// <summary>Renders the stack of a configuration for an organization.</summary>
    public static Task<StackDeclaration> OfAsync(IReadOnlyDictionary<string, string> config, SampleOrganization organization) =>
        ProgramGate.AloneAsync(() => StackRenderer.RenderAsync(config, organization));
}
