using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class InvokeTests
{
    private const string Token = "test:index/getThing:getThing";

    [Fact]
    public async Task A_function_gives_its_typed_result_as_an_output()
    {
        var mocks = Mocks();
        Output<Rule>? result = null;
        await Run.PreviewAsync(
            mocks,
            () =>
                result = Deployment.Instance.Invoke<Rule>(Token, new GetThingArgs { Name = Output.CreateSecret("n") }, new InvokeOptions())
        );
        Assert.Equal("result", (await OutputUtilities.GetValueAsync(result!)).Name);
        var call = Assert.Single(mocks.Calls);
        Assert.Equal((Token, "n", ""), (call.Token, call.Args["name"], call.Provider));
    }

    [Fact]
    public async Task A_function_gives_its_typed_result_as_a_task()
    {
        await Deployment.TestAsync(
            Mocks(),
            new TestOptions(),
            async () =>
            {
                var deployment = Deployment.Instance;
                Assert.Equal("result", (await deployment.InvokeAsync<Rule>(Token, new GetThingArgs { Name = "n" })).Name);
                Assert.Equal("result", (await deployment.InvokeAsync<Rule>(Token, new GetThingArgs { Name = "n" }, null, null)).Name);
                await deployment.InvokeAsync(Token, new GetThingArgs { Name = "n" }, new InvokeOptions());
            }
        );
    }

    [Fact]
    public async Task A_function_of_a_single_value_gives_that_value()
    {
        Output<string>? result = null;
        await Deployment.TestAsync(
            new RecordingMocks { Result = _ => new Dictionary<string, object> { ["any"] = "v" } },
            new TestOptions(),
            async () =>
            {
                result = Deployment.Instance.InvokeSingle<string>(Token, InvokeArgs.Empty);
                Assert.Equal("v", await Deployment.Instance.InvokeSingleAsync<string>(Token, InvokeArgs.Empty));
            }
        );
        Assert.Equal("v", await OutputUtilities.GetValueAsync(result!));
    }

    [Fact]
    public async Task With_an_unknown_argument_the_function_is_not_called_and_the_result_is_unknown()
    {
        var mocks = Mocks();
        Output<Rule>? result = null;
        await Run.PreviewAsync(
            mocks,
            () => result = Deployment.Instance.Invoke<Rule>(Token, new GetThingArgs { Name = new Thing("thing").Arn })
        );
        Assert.False(await OutputUtilities.GetIsKnownAsync(result!));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task A_result_depends_on_the_resources_of_arguments_and_options()
    {
        Output<Rule>? result = null;
        var resources = await Run.UpdateAsync(
            Mocks(),
            () =>
                result = Deployment.Instance.Invoke<Rule>(
                    Token,
                    new GetThingArgs { Name = new Thing("argument").Urn },
                    new InvokeOutputOptions { DependsOn = { new Thing("option") } }
                )
        );
        Assert.Equal(
            ["argument", "option"],
            (await OutputUtilities.GetDependenciesAsync(result!)).Select(r => r.GetResourceName()).Order()
        );
        Assert.Equal(2, resources.Length);
    }

    [Fact]
    public async Task With_a_dependency_whose_id_is_unknown_the_function_is_not_called()
    {
        var mocks = new RecordingMocks { Id = _ => null };
        Output<Rule>? result = null;
        await Run.PreviewAsync(
            mocks,
            () =>
                result = Deployment.Instance.Invoke<Rule>(
                    Token,
                    new GetThingArgs { Name = "n" },
                    new InvokeOutputOptions { DependsOn = { new Thing("option") } }
                )
        );
        Assert.False(await OutputUtilities.GetIsKnownAsync(result!));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task A_function_uses_the_provider_of_its_options_or_of_the_parent()
    {
        var mocks = Mocks();
        await Run.PreviewAsync(
            mocks,
            () =>
            {
                var provider = new TestProvider("provider");
                var group = new Group("group", new ComponentResourceOptions { Provider = provider });
                var args = new GetThingArgs { Name = "n" };
                Deployment.Instance.Invoke<Rule>(Token, args, new InvokeOptions { Provider = provider });
                Deployment.Instance.Invoke<Rule>(Token, args, new InvokeOptions { Parent = group });
            }
        );
        Assert.Equal(2, mocks.Calls.Count);
        Assert.All(mocks.Calls, call => Assert.EndsWith("::provider::provider-id", call.Provider, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failing_function_fails_the_run()
    {
        var mocks = new RecordingMocks { Result = _ => throw new FormatException("no such function") };
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(mocks, () => Deployment.Instance.Invoke<Rule>(Token, new GetThingArgs { Name = "n" }))
        );
        Assert.Contains("no such function", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_required_argument_fails_the_run()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() =>
            Run.PreviewAsync(Mocks(), () => Deployment.Instance.Invoke<Rule>(Token, new GetThingArgs()))
        );
        Assert.Contains("GetThingArgs.Name is required but was not given a value", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_may_come_as_a_dictionary()
    {
        var mocks = Mocks();
        await Run.PreviewAsync(
            mocks,
            () =>
                Deployment.Instance.Invoke<Rule>(
                    Token,
                    new DictionaryInvokeArgs(new Dictionary<string, object?> { ["name"] = Output.Create("n") }.ToImmutableDictionary())
                )
        );
        Assert.Equal("n", Assert.Single(mocks.Calls).Args["name"]);
    }

    private static RecordingMocks Mocks() =>
        new() { Result = _ => new Dictionary<string, object> { ["name"] = "result", ["ports"] = new[] { 1 } } };

    private sealed class GetThingArgs : InvokeArgs
    {
        [Input("name", required: true)]
        public Input<string> Name { get; set; } = null!;
    }
}
