using Spectre.Console;

namespace BedrockDefense.Cli.Output;

/// <summary>Shows how far a verification is, with the time left: by a bar on a terminal, and by lines in a log.</summary>
internal static class VerificationProgress
{
    /// <summary>Does the work and shows its progress on standard error.</summary>
    /// <param name="work">The work. Its argument is called with the resources that are read and all resources.</param>
    public static async Task<T> WhileAsync<T>(Func<Action<int, int>, Task<T>> work)
    {
        var console = ConsoleOutput.Progress();
        if (Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive)
        {
            return await work(new ProgressLines("Reading the stack", ConsoleOutput.WriteRemark, TimeProvider.System).Show)
                .ConfigureAwait(false);
        }

        return await console
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("Reading the stack", autoStart: true);
                return await work(
                        (done, all) =>
                        {
                            task.MaxValue = all;
                            task.Value = done;
                        }
                    )
                    .ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }
}
