using System.Collections.Immutable;
using Moq;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class TestAsyncTests
{
    [Fact]
    public async Task An_action_gives_the_resources_without_the_stack()
    {
        var resources = await Deployment.TestAsync(Mocks(), new TestOptions(), new Action(() => _ = new Thing("thing")));
        Assert.Equal("thing", Assert.Single(resources).GetResourceName());
    }

    [Fact]
    public async Task An_asynchronous_function_gives_the_resources_without_the_stack()
    {
        var resources = await Deployment.TestAsync(
            Mocks(),
            new TestOptions(),
            async () =>
            {
                await Task.Yield();
                _ = new Thing("thing");
            }
        );
        Assert.Equal("thing", Assert.Single(resources).GetResourceName());
    }

    [Fact]
    public async Task A_function_with_outputs_gives_both()
    {
        var (resources, outputs) = await Deployment.TestAsync(
            Mocks(),
            new TestOptions(),
            () => new Dictionary<string, object?> { ["arn"] = new Thing("thing").Arn }
        );
        Assert.Single(resources);
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync((Output<string>)outputs["arn"]!));
    }

    [Fact]
    public async Task An_asynchronous_function_with_outputs_gives_both()
    {
        var result = await Deployment.TestAsync(
            Mocks(),
            new TestOptions(),
            async () =>
            {
                await Task.Yield();
                IDictionary<string, object?> outputs = new Dictionary<string, object?> { ["n"] = 1 };
                return outputs;
            }
        );
        Assert.Empty(result.Resources);
        Assert.Equal(1, result.Outputs["n"]);
    }

    [Fact]
    public async Task Nested_runs_fail()
    {
        await Run.PreviewAsync(
            Mocks(),
            () =>
            {
                var nested = Deployment.TestAsync(Mocks(), new TestOptions(), new Action(() => { }));
                Assert.IsType<InvalidOperationException>(nested.Exception?.InnerException);
            }
        );
    }

    [Fact]
    public async Task Parallel_runs_do_not_see_each_other()
    {
        var runs = Enumerable
            .Range(0, 20)
            .Select(i =>
                Task.Run(() =>
                    Deployment.TestAsync(
                        Mocks(),
                        new TestOptions { StackName = $"s{i}" },
                        async () =>
                        {
                            await Task.Yield();
                            Assert.Equal($"s{i}", Deployment.Instance.StackName);
                            _ = new Thing($"thing{i}");
                        }
                    )
                )
            );
        var results = await Task.WhenAll(runs);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"thing{i}"),
            results.Select(resources => Assert.Single(resources).GetResourceName())
        );
    }

    [Fact]
    public async Task A_run_leaves_no_deployment_behind()
    {
        await Run.PreviewAsync(Mocks(), () => { });
        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
    }

    [Fact]
    public async Task Resources_created_in_a_callback_are_part_of_the_run()
    {
        var resources = await Run.PreviewAsync(Mocks(), () => new Thing("first").Arn.Apply(arn => new Thing("second").Arn));
        Assert.Equal(["first", "second"], resources.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task Resources_come_in_the_order_of_their_registration()
    {
        var resources = await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    _ = new Thing($"thing{i:00}");
                }
            }
        );
        var names = resources.Select(resource => resource.GetResourceName()).ToArray();
        Assert.Equal(names.Order(), names);
    }

    [Fact]
    public async Task Mocks_may_answer_later()
    {
        var mocks = new Mock<IMocks>();
        mocks
            .Setup(m => m.NewResourceAsync(It.IsAny<MockResourceArgs>()))
            .Returns(
                async (MockResourceArgs args) =>
                {
                    await Task.Delay(1);
                    return ((string?)args.Name, (object)args.Inputs.Add("arn", $"arn:{args.Name}"));
                }
            );
        Output<string>? arn = null;
        await Run.PreviewAsync(
            mocks.Object,
            () => arn = new Thing("b", new ThingArgs { Names = { new Thing("a").Arn } }).Names.Apply(names => names[0])
        );
        Assert.Equal("arn:a", await OutputUtilities.GetValueAsync(arn!));
    }

    [Fact]
    public async Task Empty_mocks_give_the_inputs_back_and_no_id()
    {
        var thing = await Run.ThingAsync(new EmptyMocks(), args: new ThingArgs { Arn = "x" });
        Assert.Equal("x", await OutputUtilities.GetValueAsync(thing.Arn));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Id));
    }

    private static IMocks Mocks()
    {
        (string?, object) answer = ("id", ImmutableDictionary<string, object>.Empty.Add("arn", "arn:x"));
        return Mock.Of<IMocks>(mocks => mocks.NewResourceAsync(It.IsAny<MockResourceArgs>()) == Task.FromResult(answer));
    }
}
