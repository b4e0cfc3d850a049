using System.Runtime.CompilerServices;

namespace BedrockDefense.Cli.Tests;

/// <summary>Prepares the process before any test.</summary>
internal static class TestProcess
{
    // On GitHub's build servers Spectre colours output even without a terminal. The tests compare outputs exactly, so the variable by which
    // Spectre recognizes these servers is removed.
    [ModuleInitializer]
    internal static void Prepare() => Environment.SetEnvironmentVariable("GITHUB_ACTIONS", null);
}
