namespace BedrockDefense.Infra.Asking;

/// <summary>A question to AWS. When there is no answer, the fault says what was asked, why there is no answer, and what to do.</summary>
/// <param name="What">What the question asks for.</param>
/// <param name="Actions">The actions that the credentials must be allowed.</param>
/// <param name="Remedy">What whoever deploys can do instead of allowing the actions.</param>
internal sealed record Question(string What, string Actions, string Remedy)
{
    /// <summary>Asks the question. A failure of any kind becomes the answer's fault.</summary>
    /// <param name="ask">The call that asks.</param>
    /// <param name="isComplete">Whether the answer has everything that the program reads.</param>
    public async Task<Answer<T>> AskAsync<T>(Func<Task<T>> ask, Func<T, bool> isComplete)
        where T : class
    {
        try
        {
            // The answer may be null although its type does not allow null: an engine can return nothing.
            return await ask().ConfigureAwait(false) is { } found && isComplete(found)
                ? new(found)
                : new(null, NoAnswer("its answer lacks what is needed"));
        }
        // The core's exceptions have private types, or types of its transport. Each of them means that there is no answer.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(null, NoAnswer(ToOneLine(exception)));
        }
    }

    private string NoAnswer(string reason) =>
        $"AWS does not tell {What}: {reason}\n  - it takes credentials that may call {Actions}\n  - {Remedy}";

    // The provider's messages are lists over several lines, and they quote texts that others chose. Such a text must not reach a terminal
    // as a control sequence.
    private static string ToOneLine(Exception exception)
    {
        var text = string.Join(' ', exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 0 ? VisibleText.Of(text) : exception.GetType().Name;
    }
}
