using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.SavedPlans;

/// <summary>A plan of this product that was written to a file, and what it was made of.</summary>
/// <param name="Version">The version that made the plan.</param>
/// <param name="Config">The configuration, as the engine would hand it to the program. Its secrets are masked.</param>
/// <param name="Settings">The settings in it.</param>
/// <param name="SecretDigests">The settings that hold a secret, each with a digest. Equal digests mean equal secrets.</param>
/// <param name="Stack">The stack. Only its AWS resources are kept, and not their relations to each other.</param>
public sealed record SavedPlan(
    string Version,
    IReadOnlyDictionary<string, string> Config,
    DefenseSettings Settings,
    IReadOnlyDictionary<string, string> SecretDigests,
    StackDeclaration Stack
);
