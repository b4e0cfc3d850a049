using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class InputTests
{
    [Fact]
    public async Task Inputs_have_wire_names_doubles_immutable_collections_and_no_nulls()
    {
        var inputs = await InputsAsync(
            new ThingArgs
            {
                Count = 3,
                Size = 1,
                Enabled = true,
                Names = { "a", "b" },
                Tags = { { "k", "v" } },
                Rule = new RuleArgs { Name = "r", Ports = { 443 } },
                Rules = { new RuleArgs { Name = "s" } },
                Color = Color.Red,
                Level = Level.High,
            }
        );
        Assert.Equal(["color", "count", "enabled", "level", "names", "rule", "rules", "size", "tags"], inputs.Keys.Order());
        Assert.Equal(3.0, inputs["count"]);
        Assert.Equal(1.0, inputs["size"]);
        Assert.Equal(true, inputs["enabled"]);
        Assert.Equal("red", inputs["color"]);
        Assert.Equal(2.0, inputs["level"]);
        Assert.Equal(["a", "b"], Assert.IsType<ImmutableArray<object>>(inputs["names"]));
        Assert.Equal("v", Assert.IsType<ImmutableDictionary<string, object>>(inputs["tags"])["k"]);
        var rule = Assert.IsType<ImmutableDictionary<string, object>>(inputs["rule"]);
        Assert.Equal("r", rule["name"]);
        Assert.Equal([443.0], Assert.IsType<ImmutableArray<object>>(rule["ports"]));
        Assert.IsType<ImmutableDictionary<string, object>>(Assert.Single(Assert.IsType<ImmutableArray<object>>(inputs["rules"])));
    }

    [Fact]
    public async Task An_empty_list_or_map_that_was_touched_is_an_empty_input()
    {
        var args = new ThingArgs();
        _ = args.Names;
        args.Tags = new InputMap<string>();
        var inputs = await InputsAsync(args);
        Assert.Empty(Assert.IsType<ImmutableArray<object>>(inputs["names"]));
        Assert.Empty(Assert.IsType<ImmutableDictionary<string, object>>(inputs["tags"]));
    }

    [Fact]
    public async Task Secrets_arrive_unwrapped()
    {
        var inputs = await InputsAsync(
            new ThingArgs
            {
                Arn = Output.CreateSecret("s3cret"),
                Names = { Output.CreateSecret("a") },
                Rule = new RuleArgs { Name = Output.CreateSecret("r") },
            }
        );
        Assert.Equal("s3cret", inputs["arn"]);
        Assert.Equal(["a"], (ImmutableArray<object>)inputs["names"]);
        Assert.Equal("r", ((ImmutableDictionary<string, object>)inputs["rule"])["name"]);
    }

    [Fact]
    public async Task One_unknown_element_drops_the_whole_top_level_value_in_a_preview()
    {
        var mocks = new RecordingMocks();
        await Run.PreviewAsync(
            mocks,
            () =>
            {
                var unknown = new Thing("first").Arn;
                _ = new Thing(
                    "second",
                    new ThingArgs
                    {
                        Arn = "kept",
                        Names = { "a", unknown },
                        Tags = { { "k", "v" }, { "u", unknown } },
                        Rule = new RuleArgs { Name = unknown, Ports = { 1 } },
                        Rules =
                        {
                            new RuleArgs { Name = "r" },
                            new RuleArgs { Name = unknown },
                        },
                    }
                );
            }
        );
        Assert.Equal(["arn"], mocks["second"].Inputs.Keys);
    }

    [Fact]
    public async Task A_union_arrives_as_the_value_it_holds()
    {
        Assert.Equal("text", (await InputsAsync(new ThingArgs { Policy = "text" }))["policy"]);
        Assert.Equal("later", (await InputsAsync(new ThingArgs { Policy = Output.Create("later") }))["policy"]);
        var nested = (await InputsAsync(new ThingArgs { Policy = new RuleArgs { Name = "r" } }))["policy"];
        Assert.Equal("r", Assert.IsType<ImmutableDictionary<string, object>>(nested)["name"]);
    }

    [Fact]
    public async Task An_object_may_hold_dictionaries_lists_json_and_resources()
    {
        var json = JsonDocument.Parse("""{ "a": [1, "x", true, null], "b": { "c": 1.5 } }""").RootElement;
        var inputs = await InputsAsync(
            new ThingArgs
            {
                Anything = new Dictionary<string, object?>
                {
                    ["list"] = new List<object> { 1, 2.5, "s", false },
                    ["map"] = new Dictionary<string, string> { ["k"] = "v" },
                    ["json"] = json,
                    ["nothing"] = null,
                },
            }
        );
        var anything = (ImmutableDictionary<string, object>)inputs["anything"];
        Assert.Equal(["json", "list", "map"], anything.Keys.Order());
        Assert.Equal([1.0, 2.5, "s", false], (ImmutableArray<object>)anything["list"]);
        Assert.Equal("v", ((ImmutableDictionary<string, object>)anything["map"])["k"]);
        var parsed = (ImmutableDictionary<string, object>)anything["json"];
        Assert.Equal([1.0, "x", true, null], (ImmutableArray<object?>)parsed["a"]);
    }

    [Fact]
    public async Task A_resource_as_a_value_arrives_as_a_resource_with_the_same_urn()
    {
        var mocks = new RecordingMocks();
        var resources = await Run.PreviewAsync(mocks, () => _ = new Thing("user", new ThingArgs { Anything = new Thing("used") }));
        var used = Assert.IsType<CustomResource>(mocks["user"].Inputs["anything"], exactMatch: false);
        Assert.Equal(
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(resources.Single(r => r.GetResourceName() == "used").Urn),
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(used.Urn)
        );
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(1f)]
    [InlineData('c')]
    public async Task A_value_of_another_type_fails_the_run_and_names_property_and_type(object value)
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => InputsAsync(new ThingArgs { Anything = value }));
        Assert.Contains("anything", exception.Message, StringComparison.Ordinal);
        Assert.Contains(value.GetType().FullName!, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_refused()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => InputsAsync(new ThingArgs { Anything = Task.FromResult("x") }));
        Assert.Contains("Task", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_required_input_fails_the_run_and_names_class_and_member()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => InputsAsync(new ThingArgs { Rule = new RuleArgs() }));
        Assert.Contains(
            "[Input] Sdks.Tests.Fixtures.RuleArgs.Name is required but was not given a value",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_map_key_given_twice_needs_the_same_value()
    {
        var inputs = await InputsAsync(new ThingArgs { Tags = { { "k", "v" }, { "k", Output.Create("v") } } });
        Assert.Equal("v", ((ImmutableDictionary<string, object>)inputs["tags"])["k"]);
        await Assert.ThrowsAsync<RunException>(() =>
            InputsAsync(
                new ThingArgs
                {
                    Tags = new InputMap<string> { { "k", "v" }, { "k", "w" } },
                }
            )
        );
    }

    [Fact]
    public async Task Maps_merge_with_the_second_one_winning_and_lists_join()
    {
        var inputs = await InputsAsync(
            new ThingArgs
            {
                Names = new InputList<string> { "a" }.Concat(new[] { "b", "c" }),
                Tags = InputMap<string>.Merge(
                    new Dictionary<string, string> { ["k"] = "first", ["a"] = "1" },
                    new Dictionary<string, string> { ["k"] = "second", ["b"] = "2" }
                ),
            }
        );
        Assert.Equal(["a", "b", "c"], (ImmutableArray<object>)inputs["names"]);
        Assert.Equal(
            ["a=1", "b=2", "k=second"],
            ((ImmutableDictionary<string, object>)inputs["tags"]).Select(entry => $"{entry.Key}={entry.Value}").Order()
        );
    }

    [Fact]
    public async Task Lists_come_from_arrays_lists_and_outputs_of_either()
    {
        InputList<string>[] lists =
        [
            new[] { "a" },
            new List<string> { "a" },
            ImmutableArray.Create("a"),
            "a",
            Output.Create("a"),
            new[] { Output.Create("a") },
            new List<Input<string>> { "a" },
            Output.Create(new[] { "a" }),
            Output.Create(new List<string> { "a" }),
            Output.Create<IEnumerable<string>>(["a"]),
            Output.Create(ImmutableArray.Create("a")),
        ];
        foreach (var list in lists)
        {
            Assert.Equal(["a"], (ImmutableArray<object>)(await InputsAsync(new ThingArgs { Names = list }))["names"]);
        }

        ImmutableArray<string> unset = default;
        Assert.Empty((ImmutableArray<object>)(await InputsAsync(new ThingArgs { Names = unset }))["names"]);
    }

    [Fact]
    public async Task Lists_and_maps_cannot_be_enumerated_synchronously_but_with_await()
    {
        InputList<string> list = new[] { "a", "b" };
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)list).GetEnumerator());
        var seen = new List<string>();
        await foreach (var item in list)
        {
            seen.Add(await Pulumi.Utilities.OutputUtilities.GetValueAsync(item.ToOutput()));
        }

        Assert.Equal(["a", "b"], seen);
        InputMap<string> map = new Dictionary<string, string> { ["k"] = "v" };
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)map).GetEnumerator());
        await foreach (var entry in map)
        {
            Assert.Equal("v", (await Pulumi.Utilities.OutputUtilities.GetValueAsync(entry.ToOutput())).Value);
        }
    }

    private static async Task<ImmutableDictionary<string, object>> InputsAsync(ThingArgs args)
    {
        var mocks = new RecordingMocks();
        await Run.ThingAsync(mocks, args: args);
        return mocks["thing"].Inputs;
    }
}
