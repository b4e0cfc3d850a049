using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>A command that takes an addition away does nothing else, whatever the addition is called.</summary>
public sealed class AdditionsTests
{
    private const string Cases = "live/additions.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_name_of_an_addition_is_one_word_of_its_remedy(string name)
    {
        var wanted = Repository.Find<Added>(Cases, name);
        var resource = SampleContext.Resource(wanted.Type, "x", ("name", "x"));
        var place = new Place(new FakeAws(_ => wanted.Answer), "eu-central-1");

        var additions = await new Additions([resource]).OfAsync(place, resource);

        Assert.Equal(wanted.Remedies, additions.Select(one => one.Remedy));
    }

    private sealed record Added(string Type, string Answer, IReadOnlyList<string> Remedies);
}
