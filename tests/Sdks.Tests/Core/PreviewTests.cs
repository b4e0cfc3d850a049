using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class PreviewTests
{
    [Fact]
    public async Task Project_stack_and_organization_have_default_names_and_a_run_is_a_preview()
    {
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                var deployment = Deployment.Instance;
                Assert.Equal(
                    ("project", "stack", "organization", true),
                    (deployment.ProjectName, deployment.StackName, deployment.OrganizationName, deployment.IsDryRun)
                );
                Assert.Throws<InvalidOperationException>(() => deployment.RootDirectory);
            }
        );
    }

    [Fact]
    public async Task Options_name_project_stack_organization_and_directory()
    {
        var options = new TestOptions
        {
            ProjectName = "p",
            StackName = "s",
            OrganizationName = "o",
            RootDirectory = "/root",
            IsPreview = false,
        };
        await Deployment.TestAsync(
            new RecordingMocks(),
            options,
            () =>
            {
                var deployment = Deployment.Instance;
                Assert.Equal(
                    ("p", "s", "o", "/root", false),
                    (
                        deployment.ProjectName,
                        deployment.StackName,
                        deployment.OrganizationName,
                        deployment.RootDirectory,
                        deployment.IsDryRun
                    )
                );
            }
        );
    }

    [Fact]
    public async Task An_output_that_the_state_lacks_is_unknown_in_a_preview_and_its_callback_never_runs()
    {
        var called = false;
        Output<string>? derived = null;
        var resources = await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
                derived = new Thing("thing").Arn.Apply(arn =>
                {
                    called = true;
                    return arn;
                })
        );
        Assert.False(await OutputUtilities.GetIsKnownAsync(((Thing)resources[0]).Arn));
        Assert.False(await OutputUtilities.GetIsKnownAsync(derived!));
        Assert.False(called);
    }

    [Fact]
    public async Task An_output_that_the_state_lacks_is_a_known_default_in_an_update()
    {
        var thing = await Run.ThingAsync(new RecordingMocks(), isPreview: false);
        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Arn));
        Assert.Null(await OutputUtilities.GetValueAsync(thing.Arn));
        Assert.Null(await OutputUtilities.GetValueAsync(thing.Count));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(thing.Size));
        Assert.True((await OutputUtilities.GetValueAsync(thing.Rules)).IsDefault);
        Assert.Null(await OutputUtilities.GetValueAsync(thing.Tags));
    }

    [Fact]
    public async Task A_state_key_in_the_wrong_case_counts_as_missing()
    {
        var thing = await Run.ThingAsync(RecordingMocks.WithState(("Arn", "arn:x")));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Arn));
    }

    [Fact]
    public async Task A_null_or_empty_id_is_unknown()
    {
        foreach (var id in new[] { null, "" })
        {
            var thing = await Run.ThingAsync(new RecordingMocks { Id = _ => id }, isPreview: false);
            Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Id));
        }
    }

    [Fact]
    public async Task Outputs_of_a_resource_depend_on_it()
    {
        var thing = await Run.ThingAsync(RecordingMocks.WithState(("arn", "arn:x")));
        var combined = Output.Format($"{thing.Arn}/{thing.Id}");
        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(combined));
        Assert.Equal("arn:x/thing-id", await OutputUtilities.GetValueAsync(combined));
    }
}
