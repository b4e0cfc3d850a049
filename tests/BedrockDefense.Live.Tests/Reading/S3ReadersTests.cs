using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Tests.Reading;

/// <summary>A bucket's name may belong to another account.</summary>
public sealed class S3ReadersTests
{
    public static TheoryData<string> Types => [.. S3Readers.All.Select(reader => reader.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task S3_is_asked_for_a_bucket_of_the_account_only(string type)
    {
        var aws = new FakeAws(_ => "<a><ObjectLockEnabled>Enabled</ObjectLockEnabled></a>");
        var resource = new DeclaredResource(
            type,
            "b",
            ResourceRelations.None,
            "b",
            null,
            new() { ["bucket"] = "b", ["objectLockEnabled"] = true }
        );

        await ResourceReaders.Of(type).Read(new Place(aws, "eu-central-1"), resource);

        Assert.NotEmpty(aws.Calls);
        Assert.All(aws.Calls, call => Assert.Equal([("x-amz-expected-bucket-owner", "111122223333")], call.Headers));
    }
}
