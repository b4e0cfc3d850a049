using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Comparison;

/// <summary>One side of a comparison: a configuration and what the program declares for it.</summary>
/// <param name="Config">The configuration, as the engine would hand it to the program.</param>
/// <param name="Settings">The checked settings.</param>
/// <param name="Stack">The rendered stack.</param>
internal sealed record ComparedStack(IReadOnlyDictionary<string, string> Config, DefenseSettings Settings, StackDeclaration Stack);
