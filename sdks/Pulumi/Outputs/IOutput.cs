namespace Pulumi;

/// <summary>An output whose element type the caller does not know.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetUntypedAsync();

    Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func);
}
