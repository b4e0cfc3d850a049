using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class StackReferenceTests
{
    [Fact]
    public async Task Outputs_of_another_stack_are_read_through_the_mocks()
    {
        var mocks = new RecordingMocks
        {
            State = args =>
                args.Inputs.Add("outputs", new Dictionary<string, object> { ["a"] = "x", ["s"] = "y" })
                    .Add("secretOutputNames", new[] { "s" }),
        };
        await Deployment.TestAsync(
            mocks,
            new TestOptions(),
            async () =>
            {
                var reference = new StackReference("org/project/other");
                Assert.Equal("x", await OutputUtilities.GetValueAsync(reference.GetOutput("a")));
                Assert.Equal("x", await reference.GetValueAsync("a"));
                Assert.Null(await reference.GetValueAsync("none"));
                Assert.True(await Output.IsSecretAsync(reference.RequireOutput("s")));
                await Assert.ThrowsAsync<InvalidOperationException>(() => reference.GetValueAsync("s"));
                Assert.Equal("y", (await reference.GetOutputDetailsAsync("s")).SecretValue);
                Assert.Equal("x", (await reference.GetOutputDetailsAsync("a")).Value);
            }
        );
        var asked = Assert.Single(mocks.Resources);
        Assert.Equal(("pulumi:pulumi:StackReference", "org/project/other"), (asked.Type, asked.Id));
    }

    [Fact]
    public async Task A_required_output_that_is_missing_fails_the_run()
    {
        var mocks = RecordingMocks.WithState(
            ("name", "other"),
            ("outputs", new Dictionary<string, object>()),
            ("secretOutputNames", Array.Empty<string>())
        );
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(mocks, () => new StackReference("other").RequireOutput("none"))
        );
        Assert.Contains("none", exception.Message, StringComparison.Ordinal);
    }
}
