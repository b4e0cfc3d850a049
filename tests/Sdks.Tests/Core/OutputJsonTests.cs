using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

public sealed class OutputJsonTests
{
    [Fact]
    public async Task Outputs_inside_a_value_are_resolved()
    {
        InputList<string> list = new[] { "a" };
        InputMap<int> map = new Dictionary<string, int> { ["k"] = 1 };
        var json = Output.JsonSerialize(
            Output.Create(
                new Dictionary<string, object?>
                {
                    ["output"] = Output.Create("o"),
                    ["input"] = (Input<int>)2,
                    ["list"] = list,
                    ["map"] = map,
                    ["plain"] = null,
                }
            )
        );
        Assert.Equal("""{"output":"o","input":2,"list":["a"],"map":{"k":1},"plain":null}""", await OutputUtilities.GetValueAsync(json));
        Assert.False(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task A_secret_inside_makes_the_text_secret()
    {
        var json = Output.JsonSerialize(Output.Create(new[] { Output.Create(1), Output.CreateSecret(2) }));
        Assert.True(await Output.IsSecretAsync(json));
        Assert.Equal("[1,2]", await OutputUtilities.GetValueAsync(json));
    }

    [Fact]
    public async Task An_unknown_inside_makes_the_text_unknown()
    {
        var json = Output.JsonSerialize(Output.Create(new[] { Output.Create(1), OutputUtilities.CreateUnknown(2) }));
        Assert.False(await OutputUtilities.GetIsKnownAsync(json));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(OutputUtilities.CreateUnknown(1))));
    }

    [Fact]
    public async Task The_text_depends_on_the_resources_inside()
    {
        Thing? thing = null;
        await Run.UpdateAsync(new RecordingMocks(), () => thing = new Thing("thing"));
        var json = Output.JsonSerialize(Output.Create(new[] { thing!.Arn }));
        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(json));
    }

    [Fact]
    public async Task Options_are_used()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        Assert.Equal("""{"key":1}""", await OutputUtilities.GetValueAsync(Output.JsonSerialize(Output.Create(new { Key = 1 }), options)));
    }

    [Fact]
    public async Task Text_becomes_a_value_with_the_same_secrecy()
    {
        var value = Output.JsonDeserialize<ImmutableArray<int>>(Output.CreateSecret("[1,2]"));
        Assert.Equal([1, 2], await OutputUtilities.GetValueAsync(value));
        Assert.True(await Output.IsSecretAsync(value));
        var nested = Output.JsonDeserialize<Output<int>[]>(Output.CreateSecret("[1]"));
        Assert.True(await Output.IsSecretAsync((await OutputUtilities.GetValueAsync(nested))[0]));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonDeserialize<int>(OutputUtilities.CreateUnknown("1"))));
    }
}
