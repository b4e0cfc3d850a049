using Spectre.Console.Cli;

namespace BedrockDefense.Cli;

/// <summary>The list of verbs; each lives in a file of its own.</summary>
internal static class Verbs
{
    public static void Register(IConfigurator config)
    {
        // One registration per verb, with a description and examples, in the order --help shows them.
        _ = config;
    }
}
