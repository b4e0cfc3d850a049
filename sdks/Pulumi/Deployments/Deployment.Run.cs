namespace Pulumi;

public sealed partial class Deployment
{
    /// <inheritdoc cref="RunAsync{TStack}()"/>
    public static Task<int> RunAsync(Action action) => RefuseAsync();

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    public static Task<int> RunAsync(Func<Task> func) => RefuseAsync();

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RefuseAsync();

    /// <summary>
    /// Refuses to deploy, because this SDK has no connection to an engine. It writes a sentence about this to the standard error and
    /// returns exit code 1, without running the program.
    /// </summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RefuseAsync();

    /// <inheritdoc cref="RunAsync{TStack}()"/>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RefuseAsync();

    // The exit code is also set, for programs that do not return it.
    private static async Task<int> RefuseAsync()
    {
        await Console
            .Error.WriteLineAsync(
                "This program was built with the local Pulumi SDK, which can test but not deploy. Delete pulumi-sdk.props "
                    + "beside Pulumi.yaml, "
                    + "so that the real packages are taken from NuGet, and run `pulumi up` again."
            )
            .ConfigureAwait(false);
        return Environment.ExitCode = 1;
    }
}
