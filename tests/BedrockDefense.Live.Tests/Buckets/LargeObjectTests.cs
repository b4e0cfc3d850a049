using System.Collections.Concurrent;
using BedrockDefense.Live.Buckets;

namespace BedrockDefense.Live.Tests.Buckets;

/// <summary>A large object is read in parts, several at once. It comes in order, whole and of one version, or the reason is told.</summary>
public sealed class LargeObjectTests : IDisposable
{
    private const string Key = "AWSLogs/a.json.gz";
    private const int Streamed = 1_000;
    private const int Fetched = 400;
    private const int Buffers = 4;

    private readonly FakeBuckets _buckets = new();

    public void Dispose() => _buckets.Dispose();

    public static TheoryData<int, int> Lengths
    {
        get
        {
            var lengths = new TheoryData<int, int>();
            foreach (var buffers in (int[])[0, 1, Buffers])
            {
                foreach (var length in (int[])[0, 1, 399, 400, 401, 999, 1_000, 1_001, 1_399, 1_400, 1_401, 1_800, 2_000, 2_200, 12_345])
                {
                    lengths.Add(length, buffers);
                }
            }

            return lengths;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_byte_is_asked_for_once_and_comes_in_its_place(int length, int buffers)
    {
        var content = Put(length);
        using var store = Store(buffers, paysForRequests: true);

        Assert.Equal(content, store.ReadAll(Key));

        var requests = _buckets.Requests.OrderBy(request => request.From).ToList();
        var ends = requests.Select(request => Math.Min(request.Last!.Value + 1, length)).ToList();
        Assert.Equal([0, .. ends[..^1]], requests.Select(request => request.From!.Value));
        Assert.Equal(length, ends[^1]);
        Assert.Equal(length <= Streamed, requests.Count == 1);
        Assert.All(requests[1..], request => Assert.Equal(requests[1].Headers["If-Match"], request.Headers["If-Match"]));
        Assert.All(requests[1..], request => Assert.NotNull(request.Headers["If-Match"]));
        Assert.All(requests, request => Assert.Equal("requester", request.Headers["x-amz-request-payer"]));
    }

    [Theory]
    [InlineData(16 * 1024 * 1024, 1)]
    [InlineData((16 * 1024 * 1024) + 1, 2)]
    [InlineData((20 * 1024 * 1024) + 1, 3)]
    public void The_sizes_are_those_that_the_manual_tells(int length, int requests)
    {
        var content = Put(length);
        using var store = _buckets.StoreOf();

        Assert.True(content.AsSpan().SequenceEqual(store.ReadAll(Key)));
        Assert.Equal(requests, _buckets.Requests.Count);
    }

    [Fact]
    public void Three_parts_are_on_their_way_while_the_first_is_read()
    {
        var content = Put(10_000);
        using var asked = new CountdownEvent(3);
        _buckets.Interfere = request =>
        {
            if (request.From >= Streamed && !asked.IsSet)
            {
                asked.Signal();
                Assert.True(asked.Wait(TimeSpan.FromMinutes(1)));
            }

            return null;
        };
        using var store = Store();

        Assert.Equal(content, store.ReadAll(Key));
    }

    [Theory]
    [InlineData(Buffers)]
    [InlineData(0)]
    public void A_part_whose_connection_breaks_again_and_again_still_comes_whole(int buffers)
    {
        var content = Put(5_000);
        _buckets.Interfere = request =>
        {
            var (from, last) = (request.From!.Value, Math.Min(request.Last!.Value, content.Length - 1));
            return new FakeAnswer(206, content[from..(last + 1)])
            {
                Headers = [("ETag", "\"v1\""), ("Content-Range", $"bytes {from}-{last}/{content.Length}")],
                SentBytes = Math.Min(last + 1 - from, 150),
            };
        };
        using var store = Store(buffers);

        Assert.Equal(content, store.ReadAll(Key));
        Assert.True(_buckets.Requests.Count > content.Length / Streamed);
    }

    [Theory]
    [InlineData(Buffers)]
    [InlineData(0)]
    public void An_object_that_changes_between_two_parts_is_an_error_after_bytes_of_the_first_version(int buffers)
    {
        var content = Put(5_000);
        _buckets.Interfere = request =>
        {
            if (request.From > 0)
            {
                Put(5_000, seed: 2);
            }

            return null;
        };
        using var store = Store(buffers);

        var (read, exception) = ReadUntilError(store);

        Assert.Contains("the object was replaced while it was read", exception.Message, StringComparison.Ordinal);
        Assert.Equal(content[..Streamed], read);
    }

    [Theory]
    [InlineData(403, "AccessDenied", "Access Denied", "the caller needs s3:GetObject on the object")]
    [InlineData(400, "KMS.DisabledException", "The key is disabled", "its KMS key cannot be used")]
    [InlineData(404, "NoSuchKey", "The specified key does not exist.", "the object is no longer there")]
    [InlineData(416, "InvalidRange", "The requested range is not satisfiable", "the object was replaced while it was read")]
    public void An_error_comes_where_its_part_would(int status, string code, string message, string told)
    {
        const int At = Streamed + (2 * Fetched);
        var content = Put(5_000);
        _buckets.Interfere = request => request.From == At ? FakeAnswer.Error(status, code, message) : null;
        using var store = Store();

        var (read, exception) = ReadUntilError(store);

        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        Assert.Equal(content[..At], read);
    }

    public static TheoryData<string, int, string, string> OtherAnswers =>
        new()
        {
            { "a part of another version", 206, "bytes 1000-1399/5000", "\"v2\"" },
            { "another part", 206, "bytes 1400-1799/5000", "\"v1\"" },
            { "a part of an object of another length", 206, "bytes 1000-1399/5001", "\"v1\"" },
            { "the whole object", 200, "", "\"v1\"" },
        };

    [Theory]
    [MemberData(nameof(OtherAnswers))]
    public void A_part_that_is_not_the_wanted_one_is_an_error(string sentence, int status, string range, string version)
    {
        var content = Put(5_000);
        _buckets.Interfere = request =>
            request.From == 0
                ? new FakeAnswer(206, content[..Streamed])
                {
                    Headers = [("ETag", "\"v1\""), ("Content-Range", $"bytes 0-{Streamed - 1}/{content.Length}")],
                }
                : new FakeAnswer(status, content[Streamed..(Streamed + Fetched)])
                {
                    Headers = range.Length == 0 ? [("ETag", version)] : [("ETag", version), ("Content-Range", range)],
                };
        using var store = Store();

        var (read, exception) = ReadUntilError(store);

        Assert.True(exception.Message.Contains("has other bytes", StringComparison.Ordinal), $"{sentence}: {exception.Message}");
        Assert.Equal(content[..Streamed], read);
    }

    [Theory]
    [InlineData("no range is named", null)]
    [InlineData("another range is named", "bytes 1-1000/5000")]
    [InlineData("a shorter range is named", "bytes 0-998/5000")]
    [InlineData("no length is named", "bytes 0-999/*")]
    [InlineData("the object would end before", "bytes 0-999/999")]
    [InlineData("no range can be read", "first thousand")]
    public void A_first_part_that_does_not_tell_the_length_is_an_error(string sentence, string? range)
    {
        var content = Put(5_000);
        _buckets.Interfere = _ => new FakeAnswer(206, content[..Streamed])
        {
            Headers = range is null ? [("ETag", "\"v1\"")] : [("ETag", "\"v1\""), ("Content-Range", range)],
        };
        using var store = Store();

        var exception = Assert.Throws<ObjectException>(() => store.ReadAll(Key));
        Assert.True(exception.Message.Contains("has other bytes", StringComparison.Ordinal), $"{sentence}: {exception.Message}");
    }

    [Fact]
    public void From_a_server_without_ranges_it_comes_in_one_answer()
    {
        var content = Put(5_000);
        _buckets.Interfere = _ => new FakeAnswer(200, content) { Headers = [("ETag", "\"v1\"")] };
        using var store = Store();

        Assert.Equal(content, store.ReadAll(Key));
        Assert.Single(_buckets.Requests);
    }

    [Fact]
    public void Without_an_ETag_no_further_part_is_read()
    {
        var content = Put(5_000);
        _buckets.Interfere = _ => new FakeAnswer(206, content[..Streamed]) { Headers = [("Content-Range", "bytes 0-999/5000")] };
        using var store = Store();

        Assert.Contains("without an ETag", ReadUntilError(store).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_that_are_read_at_once_share_the_buffers_and_give_all_of_them_back()
    {
        var contents = Enumerable.Range(0, 12).ToDictionary(number => $"{number}", number => Put(7_000 + number, number, $"{number}"));
        using var store = Store();
        var read = new ConcurrentDictionary<string, byte[]>();
        var threads = contents.Keys.Select(key => new Thread(() => read[key] = store.ReadAll(key))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(contents, one => Assert.Equal(one.Value, read[one.Key]));
        AssertAllBuffersAreBack(store);
    }

    [Theory]
    [InlineData("the question is cancelled", true)]
    [InlineData("the reader has enough", false)]
    public void When_the_reading_ends_early_nothing_is_waited_for_and_all_buffers_come_back(string sentence, bool isCancelled)
    {
        Put(5_000);
        using var held = new ManualResetEventSlim();
        using var asked = new CountdownEvent(3);
        _buckets.Interfere = request =>
        {
            if (request.From > 0)
            {
                asked.Signal();
                held.Wait();
            }

            return null;
        };
        using var store = Store();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using (var content = store.Open(new BucketPath(FakeBuckets.Name, Key), cancellation.Token).Content)
        {
            content.ReadExactly(new byte[Streamed]);
            Assert.True(asked.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), sentence);
            if (isCancelled)
            {
                cancellation.Cancel();
                Assert.ThrowsAny<OperationCanceledException>(() => content.ReadByte());
            }
        }

        // The answers are still held.
        AssertAllBuffersAreBack(store);
        held.Set();
    }

    // Without an end, each request would end by itself after the store's patience, which is longer.
    private static void AssertAllBuffersAreBack(ObjectStore store)
    {
        var most = store.Patience / 2;
        for (var number = 0; number < Buffers; number++)
        {
            Assert.True(SpinWait.SpinUntil(() => store.Buffers.TryTake() is not null, most));
        }

        Assert.Null(store.Buffers.TryTake());
    }

    private static (byte[] Read, ObjectException Exception) ReadUntilError(ObjectStore store)
    {
        using var content = store.Open(new BucketPath(FakeBuckets.Name, Key), TestContext.Current.CancellationToken).Content;
        using var read = new MemoryStream();
        var exception = Assert.Throws<ObjectException>(() => content.CopyTo(read));
        return (read.ToArray(), exception);
    }

    private ObjectStore Store(int buffers = Buffers, bool paysForRequests = false) =>
        new(_buckets.Address, paysForRequests, new JumpingClock())
        {
            Repetitions = 0,
            FindCredentials = FakeStore.Credentials,
            Sizes = new PartSizes(Streamed, Fetched, MostAhead: 3, buffers),
        };

    private byte[] Put(int length, int seed = 1, string key = Key)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        _buckets.Objects[key] = content;
        return content;
    }
}
