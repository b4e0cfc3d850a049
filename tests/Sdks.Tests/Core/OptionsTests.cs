using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class OptionsTests
{
    [Fact]
    public async Task Merging_joins_lists_and_replaces_what_the_second_sets()
    {
        var resources = await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                _ = new Thing("a");
                _ = new Thing("b");
            }
        );
        var first = new CustomResourceOptions
        {
            Protect = true,
            Version = "1",
            ImportId = "i",
            DependsOn = { resources[0] },
            IgnoreChanges = { "x" },
            AdditionalSecretOutputs = { "s" },
            Aliases = { new Alias { Name = "old" } },
            RetainOnDelete = true,
        };
        var second = new CustomResourceOptions
        {
            Version = "2",
            DependsOn = { resources[1] },
            IgnoreChanges = { "y" },
            AdditionalSecretOutputs = { "t" },
            CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(1) },
            DeleteBeforeReplace = true,
            ReplaceOnChanges = { "z" },
            RetainOnDelete = false,
        };
        var merged = CustomResourceOptions.Merge(first, second);
        Assert.Equal(
            (true, "2", "i", true, false),
            (merged.Protect, merged.Version, merged.ImportId, merged.DeleteBeforeReplace, merged.RetainOnDelete)
        );
        Assert.Equal(["x", "y"], merged.IgnoreChanges);
        Assert.Equal(["s", "t"], merged.AdditionalSecretOutputs);
        Assert.Equal(["z"], merged.ReplaceOnChanges);
        Assert.Single(merged.Aliases);
        Assert.Equal(TimeSpan.FromMinutes(1), merged.CustomTimeouts!.Create);
        Assert.Equal(resources, await OutputUtilities.GetValueAsync(merged.DependsOn.ToOutput()));
        Assert.Equal(["x"], first.IgnoreChanges);
        Assert.Equal([resources[0]], await OutputUtilities.GetValueAsync(first.DependsOn.ToOutput()));
    }

    [Fact]
    public void Merging_nothing_gives_defaults()
    {
        var merged = CustomResourceOptions.Merge(null, null);
        Assert.Null(merged.Protect);
        Assert.Empty(merged.IgnoreChanges);
        Assert.Empty(ComponentResourceOptions.Merge(null, null).Providers);
    }

    [Fact]
    public async Task Of_several_providers_for_a_package_the_last_stays()
    {
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                var (a, b) = (new TestProvider("a"), new TestProvider("b"));
                var other = new ProviderResource("other", "o", ResourceArgs.Empty, new CustomResourceOptions());
                var merged = ComponentResourceOptions.Merge(
                    new ComponentResourceOptions { Providers = { a, other } },
                    new ComponentResourceOptions { Providers = { b } }
                );
                Assert.Equal([other, b], merged.Providers);
            }
        );
    }

    [Fact]
    public async Task A_transformation_sees_the_options_given_before_the_parent_adds_its_protection()
    {
        var seen = new List<string>();
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
                _ = new Group(
                    "group",
                    new ComponentResourceOptions
                    {
                        Protect = true,
                        ResourceTransformations =
                        {
                            args =>
                            {
                                seen.Add($"{args.Resource.GetResourceName()} {args.Options.Protect} {args.Options.Version}");
                                return null;
                            },
                        },
                    }
                )
        );
        Assert.Equal(["group True ", "group-child  1.0.0"], seen);
    }

    [Fact]
    public async Task A_resources_own_transformations_come_before_its_parents()
    {
        var mocks = new RecordingMocks();
        static ResourceTransformation Append(string text) =>
            args =>
                args.Args is ThingArgs thing
                    ? new ResourceTransformationResult(new ThingArgs { Arn = Output.Format($"{thing.Arn}{text}") }, args.Options)
                    : null;
        await Run.PreviewAsync(
            mocks,
            () =>
            {
                var parent = new Group("group", new ComponentResourceOptions { ResourceTransformations = { Append("parent") } });
                _ = new Thing(
                    "thing",
                    new ThingArgs { Arn = "" },
                    new CustomResourceOptions { Parent = parent, ResourceTransformations = { Append("own,") } }
                );
            }
        );
        Assert.Equal("own,parent", mocks["thing"].Inputs["arn"]);
    }

    [Fact]
    public async Task A_transformation_may_not_change_the_parent()
    {
        await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(
                new RecordingMocks(),
                () =>
                {
                    var group = new Group("group");
                    _ = new Thing(
                        "thing",
                        null,
                        new CustomResourceOptions
                        {
                            ResourceTransformations =
                            {
                                args => new ResourceTransformationResult(args.Args, new CustomResourceOptions { Parent = group }),
                            },
                        }
                    );
                }
            )
        );
    }

    [Fact]
    public async Task Options_do_not_reach_the_mocks()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
                _ = new Thing(
                    "thing",
                    null,
                    new CustomResourceOptions
                    {
                        Protect = true,
                        IgnoreChanges = { "arn" },
                        RetainOnDelete = true,
                        ReplacementTrigger = "t",
                        HideDiffs = { "arn" },
                    }
                )
        );
        Assert.Empty(mocks["thing"].Inputs);
    }

    [Fact]
    public async Task The_id_of_an_import_reaches_the_mocks_and_stands_in_for_a_missing_one()
    {
        var mocks = new RecordingMocks { Id = _ => null };
        var resources = await Run.PreviewAsync(
            mocks,
            () => _ = new Thing("thing", null, new CustomResourceOptions { ImportId = "imported" })
        );
        Assert.Equal("imported", mocks["thing"].Id);
        Assert.Equal("imported", await OutputUtilities.GetValueAsync(((Thing)resources[0]).Id));
    }

    [Fact]
    public async Task Reading_a_resource_asks_the_mocks_with_its_id()
    {
        var mocks = new RecordingMocks { State = _ => new Dictionary<string, object> { ["arn"] = "arn:x" } };
        var resources = await Run.PreviewAsync(mocks, () => _ = Thing.Get("thing", "existing"));
        Assert.Equal("existing", mocks["thing"].Id);
        var thing = (Thing)resources[0];
        Assert.Equal("existing", await OutputUtilities.GetValueAsync(thing.Id));
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync(thing.Arn));
    }

    [Fact]
    public async Task A_registered_resource_can_be_looked_up_by_its_urn()
    {
        Thing? found = null;
        await Run.PreviewAsync(
            RecordingMocks.WithState(("arn", "arn:x")),
            () =>
            {
                _ = new Thing("thing");
                found = new Thing(
                    "lookup",
                    null,
                    new CustomResourceOptions { Urn = "urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index/thing:Thing::thing" }
                );
            }
        );
        Assert.Equal("arn:x", await OutputUtilities.GetValueAsync(found!.Arn));
        Assert.Equal("thing-id", await OutputUtilities.GetValueAsync(found.Id));
    }

    [Fact]
    public async Task An_alias_is_a_urn_or_parts_of_one()
    {
        Alias[] wrong = [new() { Urn = "urn:x", Name = "n" }, new() { NoParent = true, ParentUrn = "urn:x" }];
        foreach (var alias in wrong)
        {
            await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(new RecordingMocks(), () => Create(alias)));
        }

        await Run.PreviewAsync(new RecordingMocks(), () => Create(new Alias { Name = "old", NoParent = true }));

        static void Create(Alias alias) => _ = new Thing("thing", null, new CustomResourceOptions { Aliases = { alias } });
    }

    [Fact]
    public async Task Arguments_may_come_as_a_dictionary()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
                _ = new CustomResource(
                    "test:index:Any",
                    "any",
                    new DictionaryResourceArgs(
                        System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty.Add("k", Output.Create(1))
                    ),
                    new CustomResourceOptions()
                )
        );
        Assert.Equal(1.0, mocks["any"].Inputs["k"]);
    }
}
