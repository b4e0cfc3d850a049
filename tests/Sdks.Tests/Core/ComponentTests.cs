using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class ComponentTests
{
    [Fact]
    public async Task Components_ask_the_mocks_too_and_come_before_their_children()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(mocks, () => _ = new Group("group"));
        Assert.Equal([Group.TypeToken, Thing.TypeToken], mocks.Resources.Select(resource => resource.Type));
    }

    [Fact]
    public async Task A_urn_has_the_type_of_the_stack_before_its_own()
    {
        var resources = await Run.PreviewAsync(new RecordingMocks(), () => _ = new Group("group"));
        var urns = await Task.WhenAll(resources.Select(resource => OutputUtilities.GetValueAsync(resource.Urn)));
        Assert.Equal(
            [
                "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Group::group",
                "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index/thing:Thing::group-child",
            ],
            urns
        );
    }

    [Fact]
    public async Task A_component_registers_its_outputs_with_the_mocks()
    {
        var mocks = RecordingMocks.WithState(("arn", Output.CreateSecret("arn:x")));
        await Run.PreviewAsync(mocks, () => _ = new Group("group"));
        var outputs = Assert.Single(mocks.Outputs, request => request.Urn.EndsWith("::group", StringComparison.Ordinal)).Outputs;
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync(outputs["childArn"]));
        Assert.True(await Output.IsSecretAsync(outputs["childArn"]));
    }

    [Fact]
    public async Task The_outputs_of_a_component_are_those_it_assigns_not_those_of_its_state()
    {
        var resources = await Run.PreviewAsync(
            RecordingMocks.WithState(("childArn", "arn:other"), ("arn", "arn:x")),
            () => _ = new Group("group")
        );
        var group = resources.OfType<Group>().Single();
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync(group.ChildArn));
    }

    [Fact]
    public async Task A_component_of_explicit_outputs_registers_those()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(mocks, () => _ = new Explicit());
        var outputs = Assert.Single(mocks.Outputs, request => request.Urn.EndsWith("::explicit", StringComparison.Ordinal)).Outputs;
        Assert.Equal("v", await OutputUtilities.GetValueAsync(outputs["k"]));
        Assert.Equal(2.0, await OutputUtilities.GetValueAsync(outputs["n"]));
    }

    [Fact]
    public async Task The_outputs_of_a_remote_component_are_those_of_its_state()
    {
        var resources = await Run.PreviewAsync(RecordingMocks.WithState(("value", "from state")), () => _ = new Remote());
        Assert.Equal("from state", await OutputUtilities.GetValueAsync(((Remote)resources[0]).Value));
    }

    [Fact]
    public async Task Names_and_types_may_not_be_empty()
    {
        await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(new RecordingMocks(), () => _ = new Thing("")));
    }

    private sealed class Remote() : ComponentResource("test:index:Remote", "remote", ResourceArgs.Empty, null, remote: true)
    {
        [Output("value")]
        public Output<string> Value { get; private set; } = null!;
    }

    private sealed class Explicit : ComponentResource
    {
        public Explicit()
            : base("test:index:Explicit", "explicit") =>
            RegisterOutputs(new Dictionary<string, object?> { ["k"] = Output.Create("v"), ["n"] = 2 });
    }
}
