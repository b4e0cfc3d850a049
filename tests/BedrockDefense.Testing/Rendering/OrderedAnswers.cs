namespace BedrockDefense.Testing.Rendering;

/// <summary>
/// Lets AWS answer in an order that the test chooses, without a clock. An answer waits until the answers before it are given. Questions
/// that the order leaves out are answered at once.
/// </summary>
public sealed class OrderedAnswers(IReadOnlyList<string> order)
{
    private readonly Dictionary<string, TaskCompletionSource> _given = order.ToDictionary(
        question => question,
        _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    );

    /// <summary>Waits for the turn of a question, and then gives its answer.</summary>
    public async Task TurnAsync(string question, Action? answer = null)
    {
        var place = order.ToList().IndexOf(question);
        if (place > 0)
        {
            await _given[order[place - 1]].Task;
        }

        if (place >= 0)
        {
            // This lets another thread process the answer before the next one is given.
            await Task.Yield();
            _given[question].TrySetResult();
        }

        answer?.Invoke();
    }

    /// <summary>Lists every order of these questions.</summary>
    public static IEnumerable<IReadOnlyList<string>> All(params IReadOnlyList<string> questions) =>
        questions.Count == 0
            ?
            [
                [],
            ]
            : questions.SelectMany(first =>
                All([.. questions.Where(question => question != first)]).Select(rest => (IReadOnlyList<string>)[first, .. rest])
            );
}
