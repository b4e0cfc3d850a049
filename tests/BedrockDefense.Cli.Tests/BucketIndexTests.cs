using System.Text;

namespace BedrockDefense.Cli.Tests;

/// <summary>With an index the answers about objects in S3 are those of reading each, and fewer are read.</summary>
[Collection("console")]
public sealed class BucketIndexTests : IDisposable
{
    private const string Bucket = $"s3://{FakeBuckets.Name}";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bucket-index-");
    private readonly FakeBuckets _buckets = new();
    private readonly BucketEnvironment _environment = new();
    private bool _addressIsVariable;

    public BucketIndexTests()
    {
        for (var number = 0; number < 20; number++)
        {
            _buckets.Objects[$"logs/{number:D2}.json"] = Log($"Name{number:D2}");
        }
    }

    public void Dispose()
    {
        _environment.Dispose();
        _buckets.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Name07", "logs/07.json")]
    [InlineData("NAME19", "logs/19.json")]
    [InlineData("Name20")]
    public async Task The_second_question_reads_only_what_can_matter(string name, params string[] read)
    {
        await SearchAsync("None");
        var (answer, keys) = await SearchAsync(name);

        Assert.Equal(read, keys);
        Assert.Equal((await SearchAsync(name, index: null)).Answer, answer);
    }

    public static TheoryData<string, string[]> Changes =>
        new()
        {
            { "an object with other bytes of the same length", ["logs/05.json"] },
            { "a longer object", ["logs/05.json"] },
            { "an object that was written again with the same bytes", ["logs/05.json"] },
            { "an object that is gone", [] },
            { "a new object", ["logs/new.json"] },
            { "nothing", [] },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_has_changed_is_read_again(string change, string[] read)
    {
        await SearchAsync("None");
        const string Key = "logs/05.json";
        switch (change)
        {
            case "an object with other bytes of the same length":
                _buckets.Objects[Key] = Log("Wanted");
                break;
            case "a longer object":
                _buckets.Objects[Key] = Log("Name05", "Wanted");
                break;
            case "an object that was written again with the same bytes":
                _buckets.Written[Key] = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);
                break;
            case "an object that is gone":
                _buckets.Objects.Remove(Key);
                break;
            case "a new object":
                _buckets.Objects["logs/new.json"] = Log("Wanted");
                break;
        }

        var (answer, keys) = await SearchAsync("Wanted");

        Assert.Equal(read, keys);
        Assert.Equal((await SearchAsync("Wanted", index: null)).Answer, answer);
        Assert.Empty((await SearchAsync("None")).Read);
    }

    [Fact]
    public async Task What_was_read_is_remembered_and_not_what_was_listed_before_it()
    {
        const string Key = "logs/05.json";
        var (old, replacing) = (_buckets.Objects[Key], Log("Wanted"));
        _buckets.Interfere = request =>
        {
            if (request.Key == Key)
            {
                _buckets.Objects[Key] = replacing;
            }

            return null;
        };

        Assert.Contains("Wanted", (await SearchAsync("Wanted")).Answer, StringComparison.Ordinal);
        Assert.Empty((await SearchAsync("None")).Read);
        Assert.Equal([Key], (await SearchAsync("Wanted")).Read);

        // The object is again what the first list told.
        _buckets.Interfere = _ => null;
        _buckets.Objects[Key] = old;
        var (answer, keys) = await SearchAsync("Name05");
        Assert.Equal([Key], keys);
        Assert.Equal((await SearchAsync("Name05", index: null)).Answer, answer);
    }

    [Theory]
    [InlineData("--endpoint-url")]
    [InlineData("AWS_ENDPOINT_URL_S3")]
    public async Task A_bucket_of_the_same_name_on_another_server_is_another(string named)
    {
        _addressIsVariable = named != "--endpoint-url";
        using var others = new FakeBuckets();
        foreach (var (key, content) in _buckets.Objects)
        {
            others.Objects[key] = content;
        }

        await SearchAsync("None");
        Assert.Equal(20, (await SearchAsync("None", buckets: others)).Read.Count);
        Assert.Empty((await SearchAsync("None", buckets: others)).Read);
        Assert.Empty((await SearchAsync("None")).Read);
    }

    [Fact]
    public async Task An_object_with_a_fault_is_read_and_named_each_time()
    {
        _buckets.Objects["logs/05.json"] = Log("Name05")[..^3];

        await SearchAsync("None");
        var (answer, keys) = await SearchAsync("None");

        Assert.Equal(["logs/05.json"], keys);
        Assert.StartsWith("3 ", answer, StringComparison.Ordinal);
        Assert.Equal((await SearchAsync("None", index: null)).Answer, answer);
    }

    [Fact]
    public async Task Without_ETags_every_object_is_read_each_time()
    {
        _buckets.Interfere = request =>
            request.Key.Length > 0
                ? null
                : new FakeAnswer(
                    200,
                    "<ListBucketResult><Contents><Key>logs/05.json</Key><Size>9</Size></Contents></ListBucketResult>"u8.ToArray()
                );

        await SearchAsync("None");

        Assert.Equal(["logs/05.json"], (await SearchAsync("None")).Read);
    }

    [Theory]
    [InlineData("in a folder that was listed whole", "logs/", false)]
    [InlineData("in a bucket that was listed whole", "", false)]
    [InlineData("in another folder", "other", true)]
    [InlineData("where a pattern chooses", "**/*.json", true)]
    [InlineData("in a folder of which something was left out", "logs/", true, "--since", "2026-11-20")]
    public async Task An_object_that_is_gone_leaves_the_index_when_that_is_certain(
        string sentence,
        string path,
        bool isKept,
        params string[] options
    )
    {
        _buckets.Objects["logs/111122223333_CloudTrail_us-east-1_20200101T0000Z_AbCdEfGhIjKlMnOp.json.gz"] = Log("Old");
        _buckets.Objects["other/a.json"] = Log("Name");
        await SearchAsync("None");
        _buckets.Objects.Remove("logs/05.json");
        _buckets.Objects["logs/06.json"] = _buckets.Objects["other/a.json"] = Log("Changed");

        await SearchAsync("None", path: path, options: options);

        var index = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(_folder.FullName, "archive.index")));
        Assert.True(isKept == index.Contains($"{_buckets.Address} {Bucket}/logs/05.json", StringComparison.Ordinal), sentence);
        Assert.Contains($"{Bucket}/logs/07.json", index, StringComparison.Ordinal);
    }

    private static byte[] Log(params string[] names) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"Records":[{{string.Join(
                ',',
                names.Select(name =>
                    $$"""
                    {"eventTime":"2026-11-20T10:15:00Z","eventSource":"a.amazonaws.com","eventName":"{{name}}","eventID":"{{name}}"}
                    """
                )
            )}}]}
            """
        );

    /// <summary>Searches for an event name, and returns the exit code with all that is told, and the keys that were read.</summary>
    private async Task<(string Answer, IReadOnlyList<string> Read)> SearchAsync(
        string name,
        string? index = "",
        FakeBuckets? buckets = null,
        string path = "",
        params string[] options
    )
    {
        var asked = buckets ?? _buckets;
        asked.Requests.Clear();
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_S3", _addressIsVariable ? $"{asked.Address}" : null);
        var run = await CommandLineRun.Of([
            "search",
            $"{Bucket}/{path}",
            $"eventName={name}",
            "--format",
            "jsonl",
            .. _addressIsVariable ? [] : (string[])["--endpoint-url", $"{asked.Address}"],
            .. index is null ? [] : (string[])["--index", _folder.FullName],
            .. options,
        ]);
        var remarks = run.ErrorLines.Where(line => !line.StartsWith("index:", StringComparison.Ordinal));
        return (
            $"{run.ExitCode} {run.Output} {string.Join('\n', remarks)}",
            [.. asked.Requests.Select(request => request.Key).Where(key => key.Length > 0).Order(StringComparer.Ordinal)]
        );
    }
}
