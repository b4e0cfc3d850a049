using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows on standard error that work is in progress, but only on a terminal.</summary>
internal static class Progress
{
    /// <summary>Does some work and shows its progress.</summary>
    /// <param name="title">The title of the work.</param>
    /// <param name="work">The work. Its argument is called with the current state.</param>
    public static async Task<T> WhileAsync<T>(string title, Func<Action<string>, Task<T>> work)
    {
        var console = ConsoleOutput.Progress();
        if (Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive)
        {
            return await work(_ => { }).ConfigureAwait(false);
        }

        var done = 0;
        return await console
            .Status()
            .StartAsync(
                title,
                context => work(note => context.Status = $"{title}: {Interlocked.Increment(ref done)} resources, {note.EscapeMarkup()}")
            )
            .ConfigureAwait(false);
    }
}
