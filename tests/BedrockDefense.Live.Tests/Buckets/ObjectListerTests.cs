using BedrockDefense.CloudTrail;
using BedrockDefense.Live.Buckets;

namespace BedrockDefense.Live.Tests.Buckets;

/// <summary>A path in S3 stands for the objects that it seems to, and few requests find them.</summary>
public sealed class ObjectListerTests : IDisposable
{
    private static readonly string[] Accounts = ["111122223333", "444455556666", "777788889999"];
    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];
    private static readonly DateOnly First = new(2026, 10, 20);
    private const int Days = 40;

    private readonly FakeBuckets _buckets = new();
    private readonly List<Delivered> _delivered = [];

    public ObjectListerTests()
    {
        foreach (var account in Accounts)
        {
            foreach (var region in Regions)
            {
                for (var day = First; day < First.AddDays(Days); day = day.AddDays(1))
                {
                    var key =
                        $"trail/AWSLogs/o-abcdef1234/{account}/CloudTrail/{region}/{day:yyyy/MM/dd}/"
                        + $"{account}_CloudTrail_{region}_{day:yyyyMMdd}T1200Z_AbCdEfGhIjKlMnOp.json.gz";
                    _delivered.Add(new Delivered(key, account, region, new(day, new TimeOnly(12, 0), TimeSpan.Zero)));
                    _buckets.Objects[key] = [1, 2, 3];
                }
            }
        }
    }

    public void Dispose() => _buckets.Dispose();

    [Theory]
    [InlineData("trail", null, null, null, null)]
    [InlineData("trail/AWSLogs/", "111122223333", null, null, null)]
    [InlineData("trail/AWSLogs/o-abcdef1234", null, "us-east-1", null, null)]
    [InlineData("", "444455556666", "eu-central-1", null, null)]
    [InlineData("", null, null, "2026-11-20", "2026-11-22")]
    [InlineData("trail", null, null, "2026-11-01", null)]
    [InlineData("trail", null, null, null, "2026-10-31")]
    [InlineData("trail/AWSLogs", "777788889999", "us-east-1", "2026-10-30", "2026-11-02")]
    [InlineData("trail/AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/2026/11", null, null, "2026-11-20", null)]
    public async Task What_the_options_leave_out_is_not_found_and_all_else_is(
        string path,
        string? account,
        string? region,
        string? since,
        string? until
    )
    {
        var window = new DeliveryWindow(Time(since), Time(until), TimeSpan.FromDays(2));

        var list = await ListAsync(path, new LogScope(Set(account), Set(region), window));

        var wanted = _delivered
            .Where(one => one.Key.StartsWith(path, StringComparison.Ordinal))
            .Where(one => (account ?? one.Account) == one.Account && (region ?? one.Region) == one.Region)
            .ToList();
        Assert.Equal(
            wanted
                .Where(one => !(window.Since - one.Time > DeliveryWindow.Early) && !(one.Time - window.Until > window.Late))
                .Select(one => $"s3://trail-logs/{one.Key}"),
            list.Objects.Select(one => one.Path)
        );
    }

    [Fact]
    public async Task Days_are_listed_and_not_the_years_around_them()
    {
        for (var number = 0; number < 3_000; number++)
        {
            _buckets.Objects[$"trail/AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/2025/01/01/{number:D5}.json.gz"] = [1];
        }

        var window = new DeliveryWindow(Time("2026-11-20"), Time("2026-11-21"), TimeSpan.Zero);
        var list = await ListAsync("trail/AWSLogs/", new LogScope(Set(null), Set(null), window));

        Assert.Equal(Accounts.Length * Regions.Length, list.Objects.Count);
        Assert.DoesNotContain(_buckets.Requests, request => request.Query["prefix"]!.Contains("/2025/", StringComparison.Ordinal));
        Assert.Equal(Accounts.Concat(Regions).Order(StringComparer.Ordinal), list.AccountsAndRegions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_beside_those_of_CloudTrail_are_found_whatever_the_options()
    {
        string[] others =
        [
            "note.json",
            "trail/AWSLogs/odd.json",
            "trail/AWSLogs/o-abcdef1234/odd.json",
            "trail/AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/odd.json",
            "trail/AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/2026/odd.json",
            "trail/AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/2026/11/odd.json",
            "trail/AWSLogs/o-abcdef1234/111122223333/CloudTrail/us-east-1/backup/odd.json",
            "exports/a/b/c/d/e/odd.json",
        ];
        foreach (var key in others)
        {
            _buckets.Objects[key] = [1];
        }

        var window = new DeliveryWindow(Time("2026-11-20"), Time("2026-11-20"), TimeSpan.Zero);
        var list = await ListAsync("", new LogScope(Set("111122223333"), Set("us-east-1"), window));

        Assert.Equal(
            others.Order(StringComparer.Ordinal),
            list.Objects.Select(one => one.Path["s3://trail-logs/".Length..]).Where(key => key.EndsWith("odd.json") || key == "note.json")
        );
    }

    [Fact]
    public async Task A_list_of_many_pages_is_read_to_its_end()
    {
        for (var number = 0; number < 2_500; number++)
        {
            _buckets.Objects[$"many/{number:D5}"] = [1];
        }

        var list = await ListAsync("many", LogScope.Everything);

        Assert.Equal(
            Enumerable.Range(0, 2_500).Select(number => ($"s3://trail-logs/many/{number:D5}", 1L)),
            list.Objects.Select(one => (one.Path, one.Bytes))
        );
        Assert.Equal(4, _buckets.Requests.Count);
    }

    [Theory]
    [InlineData("a", "a", "a/b", "a/c/d")]
    [InlineData("a/", "a/b", "a/c/d")]
    [InlineData("a/b", "a/b")]
    [InlineData("a*", "a", "ab")]
    [InlineData("a/*", "a/b")]
    [InlineData("a/**", "a/b", "a/c/d")]
    [InlineData("**/d", "a/c/d")]
    [InlineData("*/?/d", "a/c/d")]
    [InlineData("a?/**", "ab", "ab/c")]
    public async Task A_path_is_a_key_a_folder_or_a_pattern(string path, params string[] keys)
    {
        foreach (var key in (string[])["a", "a/b", "a/c/d", "ab", "ab/c", "marker/"])
        {
            _buckets.Objects[key] = key == "marker/" ? [] : [1];
        }

        var list = await ListAsync(path, LogScope.Everything);

        Assert.Equal(keys.Select(key => $"s3://trail-logs/{key}"), list.Objects.Select(one => one.Path));
    }

    [Fact]
    public async Task A_pattern_is_listed_along_its_folders()
    {
        var list = await ListAsync("trail/AWSLogs/o-*/111122223333/CloudTrail/us-*/2026/11/0?/*.gz", LogScope.Everything);

        Assert.Equal(9, list.Objects.Count);
        Assert.DoesNotContain(_buckets.Requests, request => request.Query["prefix"]!.Contains("/2026/10/", StringComparison.Ordinal));
        Assert.DoesNotContain(_buckets.Requests, request => request.Query["prefix"]!.Contains("/444455556666/C", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("trail/AWSLog")]
    [InlineData("trail/*.json")]
    public async Task A_path_that_stands_for_nothing_is_refused(string path) =>
        Assert.Contains(
            $"\"s3://trail-logs/{path}\" stands for no object",
            (await Assert.ThrowsAsync<InvalidInputException>(() => ListAsync(path, LogScope.Everything))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_refused()
    {
        using var store = _buckets.StoreOf();
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() =>
            new ObjectLister(store, LogScope.Everything).ListAsync(new BucketPath("others", ""), TestContext.Current.CancellationToken)
        );

        Assert.Contains("there is no bucket others", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_listed_is_named_and_the_others_are_found()
    {
        _buckets.Interfere = request =>
            request.Query["prefix"]!.Contains("/444455556666/", StringComparison.Ordinal)
                ? FakeAnswer.Error(403, "AccessDenied", "Access Denied")
                : null;

        var list = await ListAsync("", new LogScope(Set(null), Set("us-east-1"), LogScope.Everything.Window));

        Assert.Equal(2 * Days, list.Objects.Count);
        var fault = Assert.Single(list.Unlisted);
        Assert.Equal("s3://trail-logs/trail/AWSLogs/o-abcdef1234/444455556666/", fault.File);
        Assert.Contains("the caller needs s3:ListBucket on the bucket", fault.Message, StringComparison.Ordinal);
    }

    private static HashSet<string> Set(string? one) => one is null ? [] : [one];

    private static DateTimeOffset? Time(string? day) =>
        day is null ? null : DateTimeOffset.Parse($"{day}T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ObjectList> ListAsync(string path, LogScope scope)
    {
        using var store = _buckets.StoreOf();
        return await new ObjectLister(store, scope).ListAsync(
            new BucketPath(FakeBuckets.Name, path),
            TestContext.Current.CancellationToken
        );
    }

    private sealed record Delivered(string Key, string Account, string Region, DateTimeOffset Time);
}
