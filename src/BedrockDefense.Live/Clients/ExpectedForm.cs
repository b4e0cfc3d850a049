namespace BedrockDefense.Live.Clients;

/// <summary>
/// Reads answers that AWS's models require to have some members. An answer without them is an error of the call, and not of the program.
/// </summary>
public static class ExpectedForm
{
    /// <summary>What is wrong with an answer that cannot be read.</summary>
    public const string Fault = "AWS's answer is not of the expected form";

    /// <summary>Does some reading.</summary>
    /// <param name="operation">The operation, for errors.</param>
    /// <param name="account">The id of the account, for errors.</param>
    /// <param name="region">The code of the Region, for errors.</param>
    /// <param name="read">Calls AWS and reads the answer.</param>
    /// <exception cref="AwsException">AWS refused to answer, or the answer cannot be read.</exception>
    public static async Task<T> RequireAsync<T>(string operation, string account, string region, Func<Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not AwsException and not InvalidInputException and not OperationCanceledException)
        {
            throw new AwsException(operation, account, region, Fault);
        }
    }
}
