using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class OutputTests
{
    [Fact]
    public async Task A_combination_is_unknown_if_one_part_is_and_secret_if_one_part_is()
    {
        var known = Output.Create(1);
        var secret = Output.CreateSecret(2);
        var unknown = OutputUtilities.CreateUnknown(3);
        await CheckAsync(Output.All(known, known), known: true, secret: false);
        await CheckAsync(Output.All(known, secret), known: true, secret: true);
        await CheckAsync(Output.All(unknown, secret), known: false, secret: true);
        await CheckAsync(Output.Tuple(unknown, secret), known: false, secret: true);
        await CheckAsync(Output.Tuple(known, known, unknown, known, known, known, known, secret), known: false, secret: true);
        await CheckAsync(Output.Format($"{known}{secret}{"plain"}"), known: true, secret: true);
        await CheckAsync(known.Apply(_ => secret), known: true, secret: true);
        await CheckAsync(secret.Apply(_ => unknown), known: false, secret: true);
        await CheckAsync(unknown.Apply(_ => secret), known: false, secret: false);
        await CheckAsync(Output.Unsecret(secret), known: true, secret: false);
    }

    [Fact]
    public async Task A_tuple_keeps_the_order_of_its_parts()
    {
        var eight = Output.Tuple<int, int, int, int, int, int, int, int>(1, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8), await ValueAsync(eight));
        Assert.Equal((1, "a", true), await ValueAsync(Output.Tuple<int, string, bool>(1, "a", true)));
    }

    [Fact]
    public async Task Dependencies_add_up()
    {
        Thing? a = null,
            b = null;
        await Run.UpdateAsync(new RecordingMocks(), () => (a, b) = (new Thing("a"), new Thing("b")));
        Assert.Equal(
            ["a", "b"],
            (await OutputUtilities.GetDependenciesAsync(Output.Format($"{a!.Arn}{b!.Arn}"))).Select(r => r.GetResourceName()).Order()
        );
        Assert.Equal(2, (await OutputUtilities.GetDependenciesAsync(a.Arn.Apply(_ => b.Arn))).Count);
        Assert.Equal([a], await OutputUtilities.GetDependenciesAsync(OutputUtilities.WithDependency(Output.Create(1), a)));
    }

    [Fact]
    public async Task Apply_takes_functions_tasks_inputs_and_outputs()
    {
        var one = Output.Create(1);
        Assert.Equal(2, await ValueAsync(one.Apply(value => value + 1)));
        Assert.Equal(2, await ValueAsync(one.Apply(value => Task.FromResult(value + 1))));
        Assert.Equal(2, await ValueAsync(one.Apply(value => Output.Create(value + 1))));
        Assert.Equal(2, await ValueAsync(one.Apply(value => (Input<int>)(value + 1))));
        Assert.Equal(default, await ValueAsync(one.Apply(value => Task.CompletedTask)));
        Assert.Null(await ValueAsync(one.Apply(value => (Output<string>?)null)));
        Input<int>? missing = null;
        Assert.Equal(1, await ValueAsync(missing.Apply(value => value + 1)));
    }

    [Fact]
    public async Task Formatting_uses_the_invariant_culture_and_takes_inputs()
    {
        Input<string> input = "i";
        InputList<int> list = new[] { 1 };
        Assert.Equal("i 1.50 x", await ValueAsync(Output.Format($"{input} {1.5:0.00} {Output.Create("x")}")));
        Assert.Equal("System.Collections.Immutable.ImmutableArray`1[System.Int32]", await ValueAsync(Output.Format($"{list}")));
    }

    [Fact]
    public async Task An_output_in_a_string_is_a_warning_text()
    {
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
                Assert.StartsWith(
                    "Calling [ToString] on an [Output<T>] is not supported.",
                    $"{Output.Create("x")}",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task Arrays_have_shorthands()
    {
        var array = Output.Create(ImmutableArray.Create("a", "b"));
        Assert.Equal("a", await ValueAsync(array.First()));
        Assert.Equal("b", await ValueAsync(array.GetAt(1)));
        Assert.Equal(2, await ValueAsync(array.Length()));
    }

    [Fact]
    public async Task Unions_have_shorthands()
    {
        var output = Output.Create(Union<string, int>.FromT1(1));
        Assert.True(await ValueAsync(output.IsT1()));
        Assert.False(await ValueAsync(output.IsT0()));
        Assert.Equal(1, await ValueAsync(output.AsT1()));
        Assert.Equal(1, await ValueAsync(output.Value()));
    }

    [Fact]
    public void A_union_compares_by_type_and_value()
    {
        Union<string, int> text = "x";
        Union<string, int> number = 1;
        Assert.True(text == Union<string, int>.FromT0("x"));
        Assert.True(text != number);
        Assert.Equal("System.String: x", text.ToString());
        Assert.Equal("x!", text.Match(value => value + "!", value => $"{value}"));
        Assert.True(number.TryPickT1(out var picked, out _));
        Assert.Equal(1, picked);
        Assert.Equal(2, number.MapT1(value => value + 1).AsT1);
        Assert.Equal(0, default(Union<int, string>).AsT0);
    }

    [Fact]
    public async Task A_deferred_output_takes_its_value_later_and_once()
    {
        var deferred = new DeferredOutput<int>();
        var derived = deferred.Output.Apply(value => value + 1);
        deferred.Resolve(Output.CreateSecret(1));
        Assert.Equal(2, await ValueAsync(derived));
        Assert.True(await Output.IsSecretAsync(derived));
        Assert.Throws<InvalidOperationException>(() => deferred.Resolve(Output.Create(2)));
    }

    private static Task<T> ValueAsync<T>(Output<T> output) => OutputUtilities.GetValueAsync(output);

    private static async Task CheckAsync<T>(Output<T> output, bool known, bool secret) =>
        Assert.Equal((known, secret), (await OutputUtilities.GetIsKnownAsync(output), await Output.IsSecretAsync(output)));
}
