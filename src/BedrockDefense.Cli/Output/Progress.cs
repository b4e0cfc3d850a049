using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows on standard error that something is going on; says nothing where no person watches.</summary>
internal static class Progress
{
    /// <summary>Does some work while showing what it is at.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; it is given a way to say what it has come to.</param>
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
