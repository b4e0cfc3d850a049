using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.SavedPlans;

/// <summary>
/// The first item of a plan: the stack itself. Its type and outputs are as in Pulumi's own state, so a program that looks for resources of
/// AWS passes it over.
/// </summary>
/// <param name="Type">Pulumi's type of a stack.</param>
/// <param name="Name">The name of the product.</param>
/// <param name="Version">The version that made the plan.</param>
/// <param name="ResourceCount">How many resources follow, so that a plan that was cut short is recognized.</param>
/// <param name="Configuration">The configuration, with its secrets masked.</param>
/// <param name="SecretDigests">A digest for each setting that holds a secret.</param>
/// <param name="Organization">The organization about which the program's questions were answered.</param>
/// <param name="Outputs">The outputs of the stack that a comparison needs.</param>
internal sealed record SavedStack(
    string Type,
    string Name,
    string Version,
    int ResourceCount,
    IReadOnlyDictionary<string, string> Configuration,
    IReadOnlyDictionary<string, string> SecretDigests,
    SampleOrganization Organization,
    SavedOutputs Outputs
)
{
    /// <summary>Pulumi's type of a stack.</summary>
    public const string StackType = "pulumi:pulumi:Stack";

    /// <summary>The name of the product.</summary>
    public const string ProductName = "bedrock-defense";
}
