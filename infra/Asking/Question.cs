namespace BedrockDefense.Infra.Asking;

/// <summary>A question to AWS. Without an answer it says what was asked, what came instead and what to do.</summary>
/// <param name="What">What is to be known.</param>
/// <param name="Actions">The actions that the credentials must be allowed.</param>
/// <param name="Remedy">What to do beside allowing them.</param>
internal sealed record Question(string What, string Actions, string Remedy)
{
    /// <summary>Asks; a failure of whatever kind becomes the answer's fault.</summary>
    /// <param name="ask">Does the asking.</param>
    /// <param name="isComplete">Whether the answer holds all that is read of it.</param>
    public async Task<Answer<T>> AskAsync<T>(Func<Task<T>> ask, Func<T, bool> isComplete)
        where T : class
    {
        try
        {
            // The answer may be null although its type says otherwise: an engine can answer with nothing.
            return await ask().ConfigureAwait(false) is { } found && isComplete(found)
                ? new(found)
                : new(null, NoAnswer("its answer lacks what is needed"));
        }
        // The core's exceptions have types that are private, or that belong to its transport. Each means that there is no answer.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(null, NoAnswer(ToOneLine(exception)));
        }
    }

    private string NoAnswer(string reason) =>
        $"AWS does not tell {What}: {reason}\n  - it takes credentials that may call {Actions}\n  - {Remedy}";

    // The provider's messages are lists over several lines, and quote what others chose: nothing in them may reach a terminal as an order.
    private static string ToOneLine(Exception exception)
    {
        var text = string.Join(' ', exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 0 ? VisibleText.Of(text) : exception.GetType().Name;
    }
}
