using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class StackTests
{
    [Fact]
    public async Task A_stack_is_among_the_resources_but_never_asks_the_mocks()
    {
        var mocks = new RecordingMocks();
        var resources = await Deployment.TestAsync<GoodStack>(mocks);
        Assert.Equal(["pulumi:pulumi:Stack", Thing.TypeToken], resources.Select(resource => resource.GetResourceType()));
        Assert.Equal("project-stack", resources[0].GetResourceName());
        Assert.Equal("thing", Assert.Single(mocks.Resources).Name);
        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack",
            await OutputUtilities.GetValueAsync(resources[0].Urn)
        );
    }

    [Fact]
    public async Task A_stack_registers_its_output_properties_by_name()
    {
        var mocks = RecordingMocks.WithState(("arn", "arn:x"));
        var resources = await Deployment.TestAsync<GoodStack>(mocks);
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync(((GoodStack)resources[0]).Arn));
        var outputs = Assert.Single(mocks.Outputs).Outputs;
        Assert.Equal(["Arn", "renamed"], outputs.Keys.Order());
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync(outputs["Arn"]));
    }

    [Fact]
    public async Task An_output_property_without_a_value_fails_the_run_and_is_named()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<ForgetfulStack>(new RecordingMocks()));
        Assert.Contains("Forgotten", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_property_of_another_type_fails_the_run_and_is_named()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<MistypedStack>(new RecordingMocks()));
        Assert.Contains("Text", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_may_come_from_a_service_provider()
    {
        var resources = await Deployment.TestWithServiceProviderAsync<GoodStack>(new RecordingMocks(), new Services());
        Assert.IsType<GoodStack>(resources[0]);
        await Assert.ThrowsAsync<RunException>(() =>
            Deployment.TestWithServiceProviderAsync<ForgetfulStack>(new RecordingMocks(), new Services())
        );
    }

    [Fact]
    public async Task A_stacks_transformations_see_every_resource()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync<TransformingStack>(mocks);
        Assert.Equal("changed", mocks["thing"].Inputs["arn"]);
        Assert.Equal("changed", mocks["group-child"].Inputs["arn"]);
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(GoodStack) ? new GoodStack() : null;
    }

    private sealed class GoodStack : Stack
    {
        public GoodStack()
        {
            Arn = new Thing("thing").Arn;
            Other = Output.Create(1);
        }

        [Output]
        public Output<string> Arn { get; private set; }

        [Output("renamed")]
        public Output<int> Other { get; private set; }
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string> Forgotten { get; private set; } = null!;
    }

    private sealed class MistypedStack : Stack
    {
        [Output]
        public string Text { get; private set; } = "x";
    }

    private sealed class TransformingStack : Stack
    {
        public TransformingStack()
            : base(
                new StackOptions
                {
                    ResourceTransformations =
                    {
                        args =>
                            args.Args is ThingArgs
                                ? new ResourceTransformationResult(new ThingArgs { Arn = "changed" }, args.Options)
                                : null,
                    },
                }
            )
        {
            _ = new Thing("thing", new ThingArgs { Arn = "original" });
            _ = new Group("group");
        }
    }
}
