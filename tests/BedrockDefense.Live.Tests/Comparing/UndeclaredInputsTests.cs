using System.Text.Json.Nodes;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Tests.Comparing;

/// <summary>What stops or diverts a resource shows, although every declared input stands.</summary>
public sealed class UndeclaredInputsTests
{
    private const string Cases = "live/undeclared-inputs.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_addition_to_a_resource_shows_unless_it_changes_nothing(string name)
    {
        var told = Repository.Find<Told>(Cases, name);
        var resource = new DeclaredResource(told.Type, "x", ResourceRelations.None, "g/x", null, told.Inputs);
        var place = new Place(new FakeAws(_ => told.Answer), "eu-central-1");

        var read = await ResourceReaders.Of(told.Type).Read(place, resource);

        Assert.Equal(
            told.Found is null ? [] : [(told.Input!, "nothing", told.Found)],
            ResourceComparison.Of(resource, read, UnreadableInputs.Contains).Differences.Select(one => (one.Input, one.Declared, one.Found))
        );
    }

    [Fact]
    public void Each_of_these_inputs_has_a_case() =>
        Assert.Subset(
            Repository.Cases(Cases).Select(one => (one["type"]!.GetValue<string>(), one["input"]?.GetValue<string>() ?? "")).ToHashSet(),
            UndeclaredInputs.All.ToHashSet()
        );

    private sealed record Told(string Type, JsonObject Inputs, string Answer, string? Input = null, string? Found = null);
}
