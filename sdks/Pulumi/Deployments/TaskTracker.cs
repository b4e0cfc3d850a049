namespace Pulumi;

/// <summary>Tracks the tasks of a run: whether all are done, or whether one failed.</summary>
internal sealed class TaskTracker
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource? _done;
    private int _pending;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }

        lock (_gate)
        {
            _pending++;
        }

        task.ContinueWith(Finish, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>
    /// Returns the exceptions so far, as soon as there is one or nothing is pending. As in the real core, a failure that another failure
    /// caused counts separately, and the number of exceptions depends on when they occur.
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
        {
            return [.. _failures.Distinct()];
        }
    }

    private void Finish(Task task)
    {
        lock (_gate)
        {
            _pending--;
            if (task.Exception is { } exception)
            {
                _failures.AddRange(exception.InnerExceptions);
            }

            SignalIfDone();
        }
    }

    private void SignalIfDone()
    {
        if (_pending == 0 || _failures.Count > 0)
        {
            _done?.TrySetResult();
        }
    }
}
