using BedrockDefense.Live.Buckets;

namespace BedrockDefense.Live.Tests.Buckets;

/// <summary>An object is read whole and of one version, or the reason is told.</summary>
public sealed class ObjectStoreTests : IDisposable
{
    private const string Key = "AWSLogs/a.json.gz";

    private static readonly byte[] Content = Bytes(300_000, seed: 1);

    private readonly FakeBuckets _buckets = new();

    public ObjectStoreTests() => _buckets.Objects[Key] = Content;

    public void Dispose() => _buckets.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(100_000)]
    [InlineData(299_999)]
    public void After_a_broken_connection_it_goes_on_at_the_next_byte_of_the_same_version(int sent)
    {
        var answers = 0;
        _buckets.Interfere = request => Whole(request) with { SentBytes = answers++ == 0 ? sent : null };
        using var store = _buckets.StoreOf();

        Assert.Equal(Content, store.ReadAll(Key));

        var again = _buckets.Requests.Last();
        Assert.Equal(2, _buckets.Requests.Count);
        Assert.InRange(again.From!.Value, 0, sent);
        Assert.Equal("\"v1\"", again.Headers["If-Match"]);
    }

    [Fact]
    public void A_connection_that_breaks_again_and_again_still_brings_the_whole_object()
    {
        _buckets.Interfere = request => Whole(request) with { SentBytes = Math.Min(20_000, Content.Length - (request.From ?? 0)) };
        using var store = _buckets.StoreOf();

        Assert.Equal(Content, store.ReadAll(Key));
    }

    [Fact]
    public void An_object_that_is_replaced_meanwhile_is_an_error_and_no_mixture()
    {
        _buckets.Interfere = request =>
            request.Headers["If-Match"] is null
                ? Whole(request) with
                {
                    SentBytes = 100_000,
                }
                : FakeAnswer.Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

        Fails("the object was replaced while it was read");
    }

    [Theory]
    [InlineData("the range is ignored")]
    [InlineData("another version is answered")]
    [InlineData("another range is answered")]
    public void An_answer_with_other_bytes_than_the_rest_is_an_error(string kind)
    {
        _buckets.Interfere = request =>
            request.Headers["If-Match"] is null ? Whole(request) with { SentBytes = 100_000 }
            : kind == "the range is ignored" ? new FakeAnswer(200, Content) { Headers = [("ETag", "\"v1\"")] }
            : Whole(request) with
            {
                Headers =
                    kind == "another version is answered"
                        ? [("ETag", "\"v2\""), ("Content-Range", $"bytes {request.From}-{Content.Length - 1}/{Content.Length}")]
                        : [("ETag", "\"v1\""), ("Content-Range", $"bytes 0-{Content.Length - 1}/{Content.Length}")],
            };

        Fails("has other bytes");
    }

    [Fact]
    public void Without_an_ETag_nothing_is_joined()
    {
        _buckets.Interfere = request => Whole(request) with { SentBytes = 100_000, Headers = [("Content-Range", "bytes 0-299999/300000")] };

        Fails("without an ETag");
    }

    [Fact]
    public void When_nothing_more_comes_it_says_how_much_did()
    {
        _buckets.Interfere = request => Whole(request) with { SentBytes = request.From is > 0 ? 0 : 1_000 };

        Fails("of 300000 bytes came, in 5 attempts to get the rest: ");
    }

    [Fact]
    public void A_request_that_is_throttled_is_repeated()
    {
        var answers = 0;
        _buckets.Interfere = _ => answers++ == 0 ? FakeAnswer.Error(503, "SlowDown", "Please reduce your request rate.") : null;
        using var store = _buckets.StoreOf(repetitions: 1);

        Assert.Equal(Content, store.ReadAll(Key));
    }

    [Theory]
    [InlineData(403, "AccessDenied", "Access Denied", "the caller needs s3:GetObject on the object")]
    [InlineData(403, "AccessDenied", "User: x is not authorized to perform: kms:Decrypt on y", "the caller needs kms:Decrypt on the key")]
    [InlineData(400, "KMS.DisabledException", "The key is disabled", "its KMS key cannot be used")]
    [InlineData(400, "KMS.NotFoundException", "Invalid arn", "its KMS key cannot be used")]
    [InlineData(400, "KMS.KMSInvalidStateException", "is pending deletion", "its KMS key cannot be used")]
    [InlineData(403, "InvalidObjectState", "The operation is not valid", "restore-object --bucket trail-logs --key AWSLogs/a.json.gz")]
    [InlineData(404, "NoSuchKey", "The specified key does not exist.", "the object is no longer there")]
    [InlineData(404, "NoSuchBucket", "The specified bucket does not exist", "there is no bucket trail-logs")]
    [InlineData(400, "InvalidRequest", "was stored using a form of Server Side Encryption", "SSE-C")]
    [InlineData(400, "ExpiredToken", "The provided token has expired.", "sign in again")]
    [InlineData(403, "InvalidAccessKeyId", "does not exist in our records", "sign in again")]
    [InlineData(403, "SignatureDoesNotMatch", "does not match", "sign in again")]
    [InlineData(403, "RequestTimeTooSkewed", "too large", "clock")]
    [InlineData(503, "SlowDown", "Please reduce your request rate.", "fewer --threads")]
    [InlineData(500, "InternalError", "We encountered an internal error.", "try again later")]
    [InlineData(301, "PermanentRedirect", "must be addressed using the specified endpoint", "set AWS_REGION")]
    [InlineData(418, "Teapot", "short and stout", "S3 does not answer with it (Teapot: short and stout)")]
    public void An_error_of_S3_is_told_with_what_to_do(int status, string code, string message, string told)
    {
        _buckets.Interfere = _ => FakeAnswer.Error(status, code, message);

        Fails(told);
        Fails($"({code}: {message})");
    }

    [Fact]
    public void A_proxys_page_and_a_closed_port_are_told_too()
    {
        _buckets.Interfere = _ => new FakeAnswer(502, "<html>Bad gateway</html>"u8.ToArray());
        Fails("BadGateway");

        _buckets.Dispose();
        Fails("refused");
    }

    [Fact]
    public void A_bucket_that_never_answers_is_not_waited_for_without_end()
    {
        using var end = new ManualResetEventSlim();
        _buckets.Interfere = _ =>
        {
            end.Wait();
            return null;
        };
        using var store = new ObjectStore(_buckets.Address, paysForRequests: false, new JumpingClock())
        {
            Repetitions = 0,
            Patience = TimeSpan.FromMilliseconds(200),
            FindCredentials = FakeStore.Credentials,
        };

        Assert.Contains(
            "no answer came in 0.2 seconds",
            Assert.Throws<ObjectException>(() => store.ReadAll(Key)).Message,
            StringComparison.Ordinal
        );
        end.Set();
    }

    [Theory]
    [InlineData(true, "requester")]
    [InlineData(false, null)]
    public async Task Only_who_agrees_to_pay_says_so(bool pays, string? header)
    {
        using var store = _buckets.StoreOf(pays);
        await ListAsync(store, "");
        store.ReadAll(Key);

        Assert.All(_buckets.Requests, request => Assert.Equal(header, request.Headers["x-amz-request-payer"]));
    }

    [Theory]
    [InlineData(301, "PermanentRedirect", "must be addressed using the specified endpoint", "eu-west-1")]
    [InlineData(400, "AuthorizationHeaderMalformed", "the region 'us-east-1' is wrong; expecting 'eu-west-1'", null)]
    public async Task A_bucket_in_another_Region_is_followed_and_remembered(int status, string code, string message, string? header)
    {
        _buckets.Interfere = request =>
            request.Region == "eu-west-1"
                ? null
                : FakeAnswer.Error(status, code, message) with
                {
                    Headers = header is null ? [] : [("x-amz-bucket-region", header)],
                };
        using var store = _buckets.StoreOf();

        Assert.Single((await ListAsync(store, "")).Objects);
        Assert.Equal(Content, store.ReadAll(Key));
        Assert.Equal(1, _buckets.Requests.Count(request => request.Region != "eu-west-1"));
    }

    [Theory]
    [InlineData("evil.example/?")]
    [InlineData("..")]
    public void What_is_no_Region_is_not_followed(string region)
    {
        _buckets.Interfere = _ =>
            FakeAnswer.Error(301, "PermanentRedirect", "elsewhere") with
            {
                Headers = [("x-amz-bucket-region", region)],
            };

        Fails("set AWS_REGION");
        Assert.Single(_buckets.Requests);
    }

    [Fact]
    public void An_empty_object_is_empty()
    {
        _buckets.Objects["empty"] = [];
        using var store = _buckets.StoreOf();

        Assert.Empty(store.ReadAll("empty"));
    }

    [Theory]
    [InlineData("/leading")]
    [InlineData("//two")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a/../b")]
    [InlineData("a/")]
    [InlineData("star*and?query=x&y#z")]
    [InlineData("per%20cent+plus and blank")]
    [InlineData("\u00fc\u202e\ud83d\ude00")]
    [InlineData("control\u0001\t\u001b[31m")]
    [InlineData("line\r\nbreak")]
    public async Task Every_key_can_be_listed_and_read(string key)
    {
        var content = Bytes(100, key.Length);
        _buckets.Objects[key] = content;
        using var store = _buckets.StoreOf();

        Assert.Contains((key, 100L), (await ListAsync(store, key)).Objects.Select(one => (one.Key, one.Bytes)));
        Assert.Equal(content, store.ReadAll(key));
    }

    [Fact]
    public void Without_credentials_it_says_how_to_sign_in()
    {
        using var store = new ObjectStore(_buckets.Address, paysForRequests: false, new JumpingClock())
        {
            FindCredentials = () => throw new ObjectException("there are no usable credentials"),
        };

        var exception = Assert.Throws<ObjectException>(() => store.ReadAll(Key));
        Assert.Contains("there are no usable credentials", exception.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static FakeAnswer Whole(FakeRequest request) =>
        new(206, Content[(request.From ?? 0)..])
        {
            Headers = [("ETag", "\"v1\""), ("Content-Range", $"bytes {request.From}-{Content.Length - 1}/{Content.Length}")],
        };

    private static Task<ObjectPage> ListAsync(ObjectStore store, string prefix) =>
        store.ListAsync(new BucketPath(FakeBuckets.Name, prefix), inFolders: false, token: null, TestContext.Current.CancellationToken);

    private void Fails(string told)
    {
        using var store = _buckets.StoreOf();
        var exception = Assert.Throws<ObjectException>(() => store.ReadAll(Key));
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
    }
}
