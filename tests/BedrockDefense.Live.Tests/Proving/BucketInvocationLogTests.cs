using System.IO.Compression;
using System.Text;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Proving;

/// <summary>A record in a bucket is found in the folders of its hours, and what cannot be read is no proof that it is not there.</summary>
public sealed class BucketInvocationLogTests
{
    private const string Id = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    private const string Record = $$"""{"accountId":"111122223333","requestId":"{{Id}}"}""";

    // The clock of the tests shows a quarter past eight.
    private const string Folder = "logs/AWSLogs/111122223333/BedrockModelInvocationLogs/eu-west-1/2026/11/28/20/";

    private readonly JumpingClock _clock = new();

    [Fact]
    public async Task A_record_is_found_in_a_packed_object_of_its_hour_and_objects_are_read_once()
    {
        var aws = Bucket($"{Folder}a.json.gz", Packed("{}\n" + Record));
        var bucket = new BucketInvocationLog(new Place(aws, "eu-west-1"), "b", "logs/", _clock);

        Assert.False(await bucket.HasAsync(Guid.Empty.ToString("D"), _clock.GetUtcNow()));
        Assert.Single(aws.Calls, call => call.Operation == "GetObject");
        Assert.False(await bucket.HasAsync(Guid.Empty.ToString("D"), _clock.GetUtcNow()));

        Assert.Single(aws.Calls, call => call.Operation == "GetObject");
        Assert.All(aws.Calls, call => Assert.Equal("s3", call.Service));
        Assert.True(await new BucketInvocationLog(new Place(aws, "eu-west-1"), "b", "logs/", _clock).HasAsync(Id, _clock.GetUtcNow()));
        Assert.Contains(aws.Calls, call => call.Path == $"/b?list-type=2&prefix={Uri.EscapeDataString(Folder)}");
    }

    [Theory]
    [InlineData($"{Folder}data/a.json.gz")]
    [InlineData($"{Folder}a.txt")]
    [InlineData($"{Folder}\u202ea.json")]
    [InlineData("elsewhere/a.json")]
    public async Task Objects_of_other_names_are_not_read(string key)
    {
        var aws = Bucket(key, Record);

        Assert.False(await HasAsync(aws));
        Assert.DoesNotContain(aws.Calls, call => call.Operation == "GetObject");
    }

    [Fact]
    public async Task An_object_from_before_the_call_is_not_read()
    {
        var aws = Bucket($"{Folder}a.json", Record, "2026-11-28T20:00:00Z");

        Assert.False(await HasAsync(aws));
    }

    [Fact]
    public async Task A_damaged_object_is_named() =>
        Assert.Contains(
            $"{Folder}a.json.gz cannot be unpacked",
            (await Assert.ThrowsAsync<AwsException>(() => HasAsync(Bucket($"{Folder}a.json.gz", "\u001f\u008bnonsense")))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_object_that_unpacks_to_more_than_any_has_is_named() =>
        Assert.Contains(
            "is larger than 67108864 bytes when it is unpacked",
            (
                await Assert.ThrowsAsync<AwsException>(() =>
                    HasAsync(Bucket($"{Folder}a.json.gz", Packed(new string(' ', 65 * 1024 * 1024))))
                )
            ).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Pages_that_do_not_end_are_an_error()
    {
        var page = 0;
        var aws = new FakeAws(_ => $"<L><NextContinuationToken>{page++}</NextContinuationToken></L>");

        Assert.Contains(
            "the answer has no last page",
            (await Assert.ThrowsAsync<AwsException>(() => HasAsync(aws))).Message,
            StringComparison.Ordinal
        );
    }

    private Task<bool> HasAsync(FakeAws aws) =>
        new BucketInvocationLog(new Place(aws, "eu-west-1"), "b", "logs", _clock).HasAsync(Id, _clock.GetUtcNow());

    private static FakeAws Bucket(string key, string body, string written = "2026-11-28T20:16:00Z") =>
        new(call =>
            call.Operation == "GetObject"
                ? body
                : $"<ListBucketResult><Contents><Key>{key}</Key><LastModified>{written}</LastModified></Contents></ListBucketResult>"
        );

    private static string Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Fastest))
        {
            writer.Write(Encoding.UTF8.GetBytes(text));
        }

        return Encoding.Latin1.GetString(packed.ToArray());
    }
}
