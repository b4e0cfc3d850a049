using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>A resource that stands as declared but does not work is told.</summary>
public sealed class HealthTests
{
    private const string Cases = "live/health.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_resource_tells_what_does_not_work(string name)
    {
        var wanted = Repository.Find<Resource>(Cases, name);
        var resource = new DeclaredResource(
            wanted.Type,
            "a",
            ResourceRelations.None,
            "group/a",
            null,
            new() { ["alarmDescription"] = "look here" }
        );
        var faults = await Health.OfAsync(
            new Place(new FakeAws(_ => wanted.Answer), "us-east-1"),
            resource,
            new DateTimeOffset(2026, 11, 28, 20, 15, 30, TimeSpan.Zero)
        );
        Assert.Equal(wanted.Faults, faults.Select(fault => fault.Reason));
        Assert.All(faults, fault => Assert.NotEmpty(fault.Remedy));
    }

    private sealed record Resource(string Type, string Answer, IReadOnlyList<string> Faults);
}
