using System.Runtime.CompilerServices;

namespace BedrockDefense.Cli.Tests;

/// <summary>What must hold in the process before any test.</summary>
internal static class TestProcess
{
    // On GitHub's build servers Spectre colours even what no terminal shows; outputs are compared to the letter here.
    [ModuleInitializer]
    internal static void Prepare() => Environment.SetEnvironmentVariable("GITHUB_ACTIONS", null);
}
