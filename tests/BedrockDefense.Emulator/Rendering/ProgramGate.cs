namespace BedrockDefense.Emulator.Rendering;

/// <summary>
/// The Pulumi program reads its configuration from an environment variable, which is the process's: only one deployment at
/// a time may be about to read it.
/// </summary>
internal static class ProgramGate
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Does something while no other deployment is about to read its configuration.</summary>
    public static async Task<T> AloneAsync<T>(Func<Task<T>> work)
    {
        await Gate.WaitAsync().ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            Gate.Release();
        }
    }
}
