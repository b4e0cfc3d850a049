using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows on standard error what a proof does at the moment, but only on a terminal.</summary>
internal static class ProofProgress
{
    /// <summary>Does the work and shows its progress.</summary>
    /// <param name="work">The work. Its argument is called with what it does.</param>
    public static async Task<T> WhileAsync<T>(Func<Action<string>, Task<T>> work)
    {
        var console = ConsoleOutput.Progress();
        return Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive
            ? await work(_ => { }).ConfigureAwait(false)
            : await console
                .Status()
                .StartAsync("Proving", context => work(note => context.Status = $"Proving: {VisibleText.Of(note).EscapeMarkup()}"))
                .ConfigureAwait(false);
    }
}
