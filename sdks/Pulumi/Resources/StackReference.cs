using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Reads the outputs of another stack.</summary>
public class StackReference : CustomResource
{
    /// <summary>Reads the stack that the arguments name; by default the stack with this resource's name.</summary>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new() { Id = args?.Name ?? name })
        ) { }

    /// <summary>The name of the referenced stack.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The outputs of the stack.</summary>
    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    /// <summary>The names of the stack's secret outputs.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>Returns an output, or null if the stack has no output with this name.</summary>
    public Output<object?> GetOutput(Input<string> name) =>
        WithSecrecy(
            name,
            Output
                .Tuple(name, (Input<ImmutableDictionary<string, object>>)Outputs)
                .Apply(pair => (object?)pair.Item2.GetValueOrDefault(pair.Item1))
        );

    /// <summary>Returns an output; fails if the stack has no output with this name.</summary>
    public Output<object> RequireOutput(Input<string> name) =>
        WithSecrecy(
            name,
            Output
                .Tuple(name, (Input<string>)Name, (Input<ImmutableDictionary<string, object>>)Outputs)
                .Apply(given =>
                    given.Item3.GetValueOrDefault(given.Item1)
                    ?? throw new KeyNotFoundException($"Stack '{given.Item2}' has no output '{given.Item1}'.")
                )
        );

    /// <summary>Returns an output's value: a secret in one property, any other value in the other.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).Data.ConfigureAwait(false);
        return data.IsSecret ? new() { SecretValue = data.Value } : new() { Value = data.Value };
    }

    /// <summary>Returns the value of an output that is no secret, or null.</summary>
    public async Task<object?> GetValueAsync(Input<string> name) => NoSecret(await GetOutput(name).Data.ConfigureAwait(false));

    /// <summary>Returns the value of an output that is no secret; fails if the stack has no output with this name.</summary>
    public async Task<object> RequireValueAsync(Input<string> name) => NoSecret(await RequireOutput(name).Data.ConfigureAwait(false));

    private static T NoSecret<T>(OutputData<T> data) =>
        data.IsSecret
            ? throw new InvalidOperationException("The stack's output is secret: read it with GetOutput or RequireOutput.")
            : data.Value;

    // The outputs arrive as one value, so the list of names decides which outputs are secret.
    private Output<T> WithSecrecy<T>(Input<string> name, Output<T> value)
    {
        return new(ResolveAsync());

        async Task<OutputData<T>> ResolveAsync()
        {
            var data = await value.Data.ConfigureAwait(false);
            var wanted = await name.Value.Data.ConfigureAwait(false);
            var secrets = await SecretOutputNames.Data.ConfigureAwait(false);
            return data with
            {
                IsSecret =
                    wanted.IsKnown && secrets.IsKnown
                        ? secrets.Value.Contains(wanted.Value)
                        : (await Outputs.Data.ConfigureAwait(false)).IsSecret,
            };
        }
    }
}
