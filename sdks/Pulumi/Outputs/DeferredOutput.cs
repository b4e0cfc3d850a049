namespace Pulumi;

/// <summary>An output whose value comes from another output, which is given later.</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private int _resolved;

    /// <summary>Creates an output that has no value yet.</summary>
    public DeferredOutput() => Output = new(_source.Task);

    /// <summary>The output, which may be used before it has a value.</summary>
    public Output<T> Output { get; }

    /// <summary>Gives the output its value. This is allowed once.</summary>
    public void Resolve(Output<T> output)
    {
        if (Interlocked.Exchange(ref _resolved, 1) == 1)
        {
            throw new InvalidOperationException("This DeferredOutput already has its value: Resolve may be called only once.");
        }

        _ = output.Data.ContinueWith(_source.SetFromTask, TaskScheduler.Default);
    }
}
