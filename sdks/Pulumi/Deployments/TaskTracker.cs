namespace Pulumi;

/// <summary>Knows when all work of a run is done, or that some of it failed.</summary>
internal sealed class TaskTracker
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource? _done;
    private int _pending;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_gate)
            _pending++;
        task.ContinueWith(
            Finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>
    /// The exceptions so far, as soon as there is one or nothing is pending. What failed only because of another failure
    /// is left out.
    /// </summary>
    public async Task<IReadOnlyCollection<Exception>> WhenIdleOrFailedAsync()
    {
        Task wait;
        lock (_gate)
        {
            _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            SignalIfDone();
            wait = _done.Task;
        }
        await wait.ConfigureAwait(false);
        lock (_gate)
            return [.. _failures.Distinct().Where(failure => !Causes(failure).Any(_failures.Contains))];
    }

    private void Finish(Task task)
    {
        lock (_gate)
        {
            _pending--;
            if (task.Exception is { } exception)
                _failures.AddRange(exception.InnerExceptions);
            SignalIfDone();
        }
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    private void SignalIfDone()
    {
        if (_pending == 0 || _failures.Count > 0)
            _done?.TrySetResult();
    }
}
