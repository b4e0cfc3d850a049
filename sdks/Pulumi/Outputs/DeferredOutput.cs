namespace Pulumi;

/// <summary>An output that takes its value from another output given later.</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private int _resolved;

    /// <summary>An output without a value yet.</summary>
    public DeferredOutput() => Output = new(_source.Task);

    /// <summary>The output to hand out before its value is there.</summary>
    public Output<T> Output { get; }

    /// <summary>Gives the output its value; allowed once.</summary>
    public void Resolve(Output<T> output)
    {
        if (Interlocked.Exchange(ref _resolved, 1) == 1)
        {
            throw new InvalidOperationException("This DeferredOutput already has its value: Resolve may be called only once.");
        }

        _ = output.Data.ContinueWith(_source.SetFromTask, TaskScheduler.Default);
    }
}
