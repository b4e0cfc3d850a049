using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class StateTests
{
    [Fact]
    public async Task State_becomes_typed_outputs()
    {
        var thing = await Run.ThingAsync(
            RecordingMocks.WithState(
                ("arn", "arn:x"),
                ("count", 3),
                ("size", 1.5),
                ("enabled", true),
                ("names", new[] { "a", "b" }),
                ("tags", new Dictionary<string, string> { ["k"] = "v" }),
                (
                    "rule",
                    new Dictionary<string, object>
                    {
                        ["name"] = "r",
                        ["ports"] = new[] { 1, 2 },
                        ["isStrict"] = true,
                    }
                ),
                ("rules", new[] { new Dictionary<string, object> { ["name"] = "s" } }),
                ("color", "red"),
                ("level", 2),
                ("policy", "text"),
                ("anything", 1)
            )
        );
        Assert.Equal("arn:x", await ValueAsync(thing.Arn));
        Assert.Equal(3, await ValueAsync(thing.Count));
        Assert.Equal(1.5, await ValueAsync(thing.Size));
        Assert.True(await ValueAsync(thing.Enabled));
        Assert.Equal(["a", "b"], await ValueAsync(thing.Names));
        Assert.Equal("v", (await ValueAsync(thing.Tags))!["k"]);
        var rule = (await ValueAsync(thing.Rule))!;
        Assert.Equal("r", rule.Name);
        Assert.Equal([1, 2], rule.Ports);
        Assert.True(rule.Strict);
        var other = Assert.Single(await ValueAsync(thing.Rules));
        Assert.True(other.Ports.IsDefault);
        Assert.Null(other.Strict);
        Assert.Equal(Color.Red, await ValueAsync(thing.Color));
        Assert.Equal(Level.High, await ValueAsync(thing.Level));
        Assert.Equal("text", (await ValueAsync(thing.Policy)).AsT0);
        Assert.Equal(1.0, await ValueAsync(thing.Anything));
    }

    [Fact]
    public async Task A_union_takes_the_second_type_if_the_first_does_not_fit()
    {
        var thing = await Run.ThingAsync(RecordingMocks.WithState(("policy", new Dictionary<string, object> { ["name"] = "r" })));
        var union = await ValueAsync(thing.Policy);
        Assert.True(union.IsT1);
        Assert.Equal("r", union.AsT1.Name);
        Assert.Throws<InvalidOperationException>(() => union.AsT0);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_becomes_a_known_default()
    {
        var thing = await Run.ThingAsync(
            RecordingMocks.WithState(
                ("arn", 1),
                ("count", "three"),
                ("size", "big"),
                ("enabled", "true"),
                ("names", "a"),
                ("tags", 1),
                ("rule", "r"),
                ("rules", new object[] { "s" }),
                ("color", 1),
                ("level", "High"),
                ("policy", true)
            )
        );
        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Arn));
        Assert.Null(await ValueAsync(thing.Arn));
        Assert.Null(await ValueAsync(thing.Count));
        Assert.Equal(0, await ValueAsync(thing.Size));
        Assert.False(await ValueAsync(thing.Enabled));
        Assert.True((await ValueAsync(thing.Names)).IsDefault);
        Assert.Null(await ValueAsync(thing.Tags));
        Assert.Null(await ValueAsync(thing.Rule));
        Assert.Null(Assert.Single(await ValueAsync(thing.Rules)));
        Assert.Equal(default, await ValueAsync(thing.Level));
        Assert.Null((await ValueAsync(thing.Policy)).Value);
    }

    [Fact]
    public async Task A_secret_or_unknown_in_the_state_makes_the_whole_output_so()
    {
        var thing = await Run.ThingAsync(
            RecordingMocks.WithState(
                ("arn", Output.CreateSecret("s")),
                ("names", new object[] { "a", Output.CreateSecret("b") }),
                ("tags", new Dictionary<string, object> { ["k"] = OutputUtilities.CreateUnknown("v") })
            )
        );
        Assert.True(await Output.IsSecretAsync(thing.Arn));
        Assert.Equal("s", await ValueAsync(thing.Arn));
        Assert.True(await Output.IsSecretAsync(thing.Names));
        Assert.Equal(["a", "b"], await ValueAsync(thing.Names));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Tags));
    }

    [Fact]
    public async Task The_protocols_own_marks_for_secrets_and_unknowns_work_in_a_state()
    {
        var secret = new Dictionary<string, object>
        {
            ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
            ["value"] = "s",
        };
        var thing = await Run.ThingAsync(RecordingMocks.WithState(("arn", secret), ("names", "04da6b54-80e4-46f7-96ec-b56ff0331ba9")));
        Assert.True(await Output.IsSecretAsync(thing.Arn));
        Assert.Equal("s", await ValueAsync(thing.Arn));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Names));
    }

    [Fact]
    public async Task A_json_output_takes_any_state_but_resources()
    {
        foreach (
            var (state, json) in new (object, string?)[]
            {
                (1, "1"),
                ("<x>", "\"\\u003Cx\\u003E\""),
                (new object?[] { true, null }, "[true,null]"),
                (
                    new Dictionary<string, object?>
                    {
                        ["a"] = new[] { 1.5 },
                        ["__b"] = 1,
                        ["c"] = null,
                    },
                    """{"a":[1.5]}"""
                ),
            }
        )
        {
            var mocks = RecordingMocks.WithState(("x", state));
            var resources = await Run.PreviewAsync(mocks, () => _ = new JsonHolder());
            Assert.Equal(json, (await ValueAsync(((JsonHolder)resources[0]).Value)).GetRawText());
        }
        Output<JsonElement>? refused = null;
        await Run.PreviewAsync(
            new RecordingMocks { State = args => args.Inputs.Add("x", new List<object> { args.Inputs.GetValueOrDefault("resource", 1) }) },
            () => refused = new JsonHolder(new Thing("thing")).Value
        );
        Assert.Equal(JsonValueKind.Undefined, (await ValueAsync(refused!)).ValueKind);
    }

    [Fact]
    public async Task A_null_state_or_one_that_is_no_dictionary_fails_the_run()
    {
        foreach (var state in new object?[] { null, new { arn = "x" }, "text" })
        {
            await Assert.ThrowsAsync<RunException>(() =>
                Run.PreviewAsync(new RecordingMocks { State = _ => state }, () => _ = new Thing("thing"))
            );
        }
    }

    [Fact]
    public async Task Mutable_collections_as_resource_outputs_are_refused_at_construction()
    {
        foreach (
            var create in new Action[]
            {
                () => _ = new ListHolder(),
                () => _ = new DictionaryHolder(),
                () => _ = new PlainHolder(),
                () => _ = new LongHolder(),
            }
        )
        {
            await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(new RecordingMocks(), create));
        }
    }

    [Fact]
    public async Task An_output_property_must_be_an_output_and_have_a_setter()
    {
        await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(new RecordingMocks(), () => _ = new WrongHolder()));
        await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(new RecordingMocks(), () => _ = new GetterHolder()));
    }

    private static Task<T> ValueAsync<T>(Output<T> output) => OutputUtilities.GetValueAsync(output);

    private class Holder(ResourceArgs? args = null)
        : CustomResource("test:index:Holder", "holder", args ?? ResourceArgs.Empty, new CustomResourceOptions());

    private sealed class JsonHolder(Resource? resource = null)
        : Holder(
            new DictionaryResourceArgs(
                resource is null
                    ? ImmutableDictionary<string, object?>.Empty
                    : ImmutableDictionary<string, object?>.Empty.Add("resource", resource)
            )
        )
    {
        [Output("x")]
        public Output<JsonElement> Value { get; private set; } = null!;
    }

    private sealed class ListHolder : Holder
    {
        [Output("x")]
        public Output<List<string>> Value { get; private set; } = null!;
    }

    private sealed class DictionaryHolder : Holder
    {
        [Output("x")]
        public Output<Dictionary<string, string>> Value { get; private set; } = null!;
    }

    private sealed class PlainHolder : Holder
    {
        [Output("x")]
        public Output<Uri> Value { get; private set; } = null!;
    }

    private sealed class LongHolder : Holder
    {
        [Output("x")]
        public Output<ImmutableArray<long>> Value { get; private set; } = null!;
    }

    private sealed class WrongHolder : Holder
    {
        [Output("x")]
        public string Value { get; private set; } = null!;
    }

    private sealed class GetterHolder : Holder
    {
        [Output("x")]
        public Output<string> Value { get; } = null!;
    }
}
