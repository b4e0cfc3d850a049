using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// A value that becomes available later, together with the resources it depends on. In a preview it may stay unknown,
/// and callbacks given to <see cref="Apply{TResult}(Func{T, TResult})"/> then never run.
/// </summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;
        Deployment.Current?.Track(data);
    }

    internal Task<OutputData<T>> Data { get; }

    /// <summary>A known output of the task's result.</summary>
    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ResolveAsync(value));

        static async Task<OutputData<T>> ResolveAsync(Task<T> value) => OutputData<T>.Known(await value.ConfigureAwait(false));
    }

    /// <summary>Runs an asynchronous action once the value is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        return Apply(value => Output.Create(RunAsync(value)));

        async Task<ValueTuple> RunAsync(T value)
        {
            await func(value).ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>Transforms the value once it is known.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    /// <summary>Transforms the value, and adds the dependencies of the inner output.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        return new(ChainAsync());

        async Task<OutputData<TResult>> ChainAsync()
        {
            var outer = await Data.ConfigureAwait(false);
            if (!outer.IsKnown || func(outer.Value) is not { } next)
            {
                return outer.With<TResult>(default!);
            }

            var inner = await next.Data.ConfigureAwait(false);
            return new(inner.Value, inner.IsKnown, outer.IsSecret || inner.IsSecret, outer.Resources.Union(inner.Resources));
        }
    }

    /// <summary>Does the same as <see cref="Apply{TResult}(Func{T, Output{TResult}})"/> when the element type is unknown.</summary>
    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));

    /// <summary>
    /// Returns a text that explains that an output has no text, after a warning; never the value. If the environment variable
    /// <c>PULUMI_ERROR_OUTPUT_STRING</c> is <c>1</c> or <c>true</c>, it throws an exception.
    /// </summary>
    public override string ToString()
    {
        const string Text =
            "Calling [ToString] on an [Output<T>] is not supported. "
            + "Use Output.Format($\"…{output}…\") or output.Apply(value => …) instead.";
        var strict = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (strict == "1" || string.Equals(strict, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(Text);
        }

        Log.Warn(Text);
        return Text;
    }

    async Task<OutputData<object?>> IOutput.GetUntypedAsync()
    {
        var data = await Data.ConfigureAwait(false);
        return data.With<object?>(data.Value);
    }

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await Data.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    /// <summary>Changes the data, whether the value is known or not.</summary>
    internal Output<TResult> Select<TResult>(Func<OutputData<T>, OutputData<TResult>> change)
    {
        return new(ChangeAsync());

        async Task<OutputData<TResult>> ChangeAsync() => change(await Data.ConfigureAwait(false));
    }

    internal static Output<ImmutableArray<T>> All(ImmutableArray<Input<T>> inputs)
    {
        return new(GatherAsync());

        async Task<OutputData<ImmutableArray<T>>> GatherAsync()
        {
            var values = ImmutableArray.CreateBuilder<T>(inputs.Length);
            var resources = ImmutableHashSet.CreateBuilder<Resource>();
            bool isKnown = true,
                isSecret = false;
            foreach (var input in inputs)
            {
                var data = await input.Value.Data.ConfigureAwait(false);
                values.Add(data.Value);
                resources.UnionWith(data.Resources);
                isKnown &= data.IsKnown;
                isSecret |= data.IsSecret;
            }
            return new(values.MoveToImmutable(), isKnown, isSecret, resources.ToImmutable());
        }
    }
}
