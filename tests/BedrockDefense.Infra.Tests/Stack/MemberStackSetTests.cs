using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests that the members' stacks are where they should be, and the message where they are not.</summary>
[Collection("console")]
public sealed class MemberStackSetTests
{
    private static readonly string[] Sets =
    [
        "bedrock-defense-destinations",
        "bedrock-defense-forwarder",
        "bedrock-defense-restorer",
        "bedrock-defense-roles",
    ];

    [Fact]
    public async Task Where_every_stack_stands_nothing_is_uncovered() => Assert.Empty(await Stacks.UncoveredAsync(Stacks.Sample, Aws()));

    [Fact]
    public async Task Each_account_and_Region_that_does_not_stand_is_listed_with_its_reason()
    {
        var uncovered = await Stacks.UncoveredAsync(
            Stacks.Sample,
            Aws(
                (set, account, region) =>
                    (set, account, region) switch
                    {
                        ("bedrock-defense-forwarder", "100000000001", "us-east-1") => (
                            "OUTDATED",
                            "FAILED",
                            "Resource handler returned message: \"explicit deny\n in a service control policy\u001b[2J\""
                        ),
                        ("bedrock-defense-restorer", "111122223333", "eu-central-1") => ("INOPERABLE", "INOPERABLE", ""),
                        ("bedrock-defense-roles", "100000000000", _) => ("OUTDATED", "SKIPPED_SUSPENDED_ACCOUNT", ""),
                        ("bedrock-defense-destinations", "100000000001", "eu-central-1") => null,
                        _ => ("CURRENT", "SUCCEEDED", ""),
                    }
            )
        );

        Assert.Equal(
            [
                "bedrock-defense-destinations in 100000000001, eu-central-1: AWS lists no stack there",
                "bedrock-defense-forwarder in 100000000001, us-east-1: OUTDATED FAILED Resource handler returned message: "
                    + "\"explicit deny in a service control policy\\u001b[2J\"",
                "bedrock-defense-restorer in 111122223333, eu-central-1: INOPERABLE INOPERABLE",
                "bedrock-defense-roles in 100000000000, eu-central-1: OUTDATED SKIPPED_SUSPENDED_ACCOUNT",
            ],
            uncovered.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task With_full_coverage_required_the_deployment_ends_with_an_error_that_says_how_many()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Stacks.RenderAsync(
                Stacks.With(("requireFullCoverage", "true")),
                isPreview: false,
                Aws((_, _, region) => region == "us-east-1" ? null : ("CURRENT", "SUCCEEDED", ""))
            )
        );

        // There are three accounts, and three sets go to that Region.
        Assert.StartsWith("9 of the members' stacks do not stand as they should", exception.Message, StringComparison.Ordinal);
        Assert.Contains("  - and 4 more\n", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_tells_nothing_that_its_update_may_mend() =>
        await Stacks.RenderAsync(
            Stacks.With(("requireFullCoverage", "true")),
            isPreview: true,
            new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true) { StackInstances = (_, _, _) => null }
        );

    [Fact]
    public async Task What_is_suspended_and_has_no_stack_is_not_expected_to_have_one()
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false)
        {
            OrganizationOverrides = new Dictionary<string, object>
            {
                ["accounts"] = FakeAws.List(
                    FakeAws.Account("999999999999"),
                    FakeAws.Account("111122223333"),
                    FakeAws.Account("444455556666", "SUSPENDED")
                ),
            },
            StackInstances = (_, account, _) => account == "111122223333" ? ("CURRENT", "SUCCEEDED", "") : null,
        };

        Assert.Empty(await Stacks.UncoveredAsync(Stacks.Sample, aws));
    }

    /// <summary>Settings that change the content of the sets.</summary>
    public static TheoryData<string, string> Settings =>
        new()
        {
            { "invocationLogging", """{"create":false}""" },
            { "invocationLogging", """{"create":"role"}""" },
            { "invocationLogging", """{"s3":"all","retentionDays":30}""" },
            { "invocationLogging", """{"perAccount":{"111122223333":"leave"}}""" },
            { "restore", """{"mode":"observe"}""" },
            { "restore", """{"mode":"always","reconcile":"off"}""" },
            { "regions", """["eu-central-1"]""" },
            { "stackSets", """{"targets":["ou-exam-11111111"],"retarget":true}""" },
            { "requireFullCoverage", "true" },
            { "tags", """{"team":"security"}""" },
        };

    // Provider source, stack_set.go: name and auto_deployment are ForceNew.
    [Theory]
    [MemberData(nameof(Settings))]
    public async Task No_setting_changes_what_replaces_a_stack_set(string setting, string value)
    {
        var (sample, changed) = (await Stacks.SampleAsync(), await Stacks.WithAsync((setting, value)));

        Assert.Equal(Sets, changed.All("cloudformation/stackSet").Select(set => set.Text("name")!).Order(StringComparer.Ordinal));
        Assert.All(
            Sets,
            name =>
                Assert.Equal(
                    sample.Find($"cloudformation/stackSet {name}").Inputs["autoDeployment"]!.ToJsonString(),
                    changed.Find($"cloudformation/stackSet {name}").Inputs["autoDeployment"]!.ToJsonString()
                )
        );
    }

    [Fact]
    public async Task Targets_reach_the_instances_on_purpose_only()
    {
        Assert.All(await InstanceOptions(), options => Assert.Equal(["deploymentTargets"], options.IgnoreChanges));
        Assert.All(
            await InstanceOptions(("stackSets", """{"targets":["ou-exam-11111111"]}""")),
            options => Assert.Equal(["deploymentTargets"], options.IgnoreChanges)
        );
        Assert.All(
            await InstanceOptions(("stackSets", """{"targets":["ou-exam-11111111"],"retarget":true}""")),
            options => Assert.Empty(options.IgnoreChanges)
        );

        var stack = await Stacks.WithAsync(("stackSets", """{"targets":["ou-exam-11111111"]}"""));
        Assert.All(
            stack.All("cloudformation/stackInstances"),
            instances =>
                Assert.Equal("""["ou-exam-11111111"]""", instances.Inputs["deploymentTargets"]!["organizationalUnitIds"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task Operations_may_take_hours_and_one_account_that_fails_holds_up_no_other()
    {
        Assert.All(
            await InstanceOptions(),
            options =>
                Assert.All(
                    [options.CustomTimeouts!.Create, options.CustomTimeouts.Update, options.CustomTimeouts.Delete],
                    limit => Assert.True(limit >= TimeSpan.FromHours(4))
                )
        );
        Assert.All(
            (await Stacks.SampleAsync()).All("cloudformation/stackInstances"),
            instances => Assert.Equal(100, instances.Inputs["operationPreferences"]!["failureTolerancePercentage"]!.GetValue<int>())
        );
    }

    private static async Task<IReadOnlyList<CustomResourceOptions>> InstanceOptions(params (string, string)[] changes)
    {
        IReadOnlyList<CustomResourceOptions> options = [];
        _ = await Stacks.RenderAsync(
            Stacks.With(changes),
            isPreview: false,
            Aws(),
            stack =>
            {
                options =
                [
                    .. Sets.Select(name => stack.OptionsOf(new ResourceKey("aws:cloudformation/stackInstances:StackInstances", name))),
                ];
                return Task.CompletedTask;
            }
        );
        return options;
    }

    private static FakeAws Aws(Func<string, string, string, (string, string, string)?>? standing = null) =>
        standing is null
            ? new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false)
            : new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false) { StackInstances = standing };
}
