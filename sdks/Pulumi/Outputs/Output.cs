using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi;

/// <summary>Makes and combines outputs.</summary>
public static partial class Output
{
    /// <summary>A known output of the value.</summary>
    public static Output<T> Create<T>(T value) => new(Task.FromResult(OutputData<T>.Known(value)));

    /// <summary>A known output of the task's result.</summary>
    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    /// <summary>A known output that is kept secret in state and logs.</summary>
    public static Output<T> CreateSecret<T>(T value) => CreateSecret(Create(value));

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value) => CreateSecret(Create(value));

    /// <summary>A secret copy of the output.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Select(data => data with { IsSecret = true });
    }

    /// <summary>A copy of the output that is no secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => output.Select(data => data with { IsSecret = false });

    /// <summary>Whether the output is secret, once it resolves.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.Data.ConfigureAwait(false)).IsSecret;

    /// <summary>All values in one output: unknown if one is, secret if one is.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => Output<T>.All([.. inputs]);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => Output<T>.All([.. inputs]);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => All(outputs.Select(output => (Input<T>)output));

    /// <summary>Formats a string whose placeholders may be inputs or outputs, with the invariant culture.</summary>
    public static Output<string> Format(FormattableString formattableString) =>
        All(formattableString.GetArguments().Select(Hole))
            .Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));

    private static Output<object?> Hole(object? argument) =>
        argument switch
        {
            IInput input => new(input.Flat.GetUntypedAsync()),
            IOutput output => new(output.GetUntypedAsync()),
            _ => Create(argument),
        };
}
