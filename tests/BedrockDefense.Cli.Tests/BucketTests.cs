using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>Paths in S3, in the verbs that read archives.</summary>
[Collection("console")]
public sealed class BucketTests : IDisposable
{
    private const string Bucket = $"s3://{FakeBuckets.Name}";
    private const string Account = "111122223333";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bucket-");
    private readonly FakeBuckets _buckets = new();
    private readonly BucketEnvironment _environment = new();

    public BucketTests()
    {
        foreach (var region in (string[])["eu-central-1", "us-east-1"])
        {
            for (var day = 18; day < 23; day++)
            {
                Add(
                    $"AWSLogs/o-abcdef1234/{Account}/CloudTrail/{region}/2026/11/{day}/"
                        + $"{Account}_CloudTrail_{region}_202611{day}T1020Z_AbCdEfGhIjKlMnOp.json.gz",
                    Event($"{region}-{day}", "StopLogging", region, day)
                );
            }
        }

        Add("AWSLogs/o-abcdef1234/note.json", Event("note", "StopLogging", "eu-central-1", 20));
    }

    public void Dispose()
    {
        _environment.Dispose();
        _buckets.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("AWSLogs")]
    [InlineData("AWSLogs/**/us-east-1/**/*.gz")]
    [InlineData("AWSLogs/o-abcdef1234/*.json")]
    [InlineData("AWSLogs", "--since", "2026-11-20")]
    [InlineData("AWSLogs", "--region", "us-east-1", "--since", "2026-11-19T10:15:00Z", "--until", "2026-11-20")]
    [InlineData("AWSLogs", "--account", "111122223333", "--threads", "1")]
    public async Task What_lies_in_a_bucket_is_answered_for_like_the_same_files_in_a_folder(string path, params string[] options)
    {
        var (local, remote) = (await HuntAsync([Path.Combine(_folder.FullName, path), .. options]), await HuntInBucketAsync(path, options));

        Assert.Equal(0, remote.ExitCode);
        Assert.Equal(Ids(local), Ids(remote));
        Assert.NotEmpty(Ids(remote));
    }

    [Fact]
    public async Task A_finding_names_the_object()
    {
        var run = await HuntInBucketAsync("AWSLogs/o-abcdef1234/note.json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            $"{Bucket}/AWSLogs/o-abcdef1234/note.json",
            JsonDocument.Parse(run.Output).RootElement.GetProperty("file").GetString()
        );
    }

    [Fact]
    public async Task Other_accounts_Regions_and_times_are_not_asked_for_and_that_is_said()
    {
        var run = await HuntInBucketAsync("AWSLogs", "--region", "us-east-1", "--since", "2026-11-22");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "not read: 4 folders and 1 further objects in S3, which by their names are of other accounts, Regions or times",
            run.Errors.Trim()
        );
        Assert.Equal(
            ["AWSLogs/o-abcdef1234/note.json", "us-east-1/2026/11/22"],
            _buckets
                .Requests.Where(request => request.Key.Length > 0)
                .Select(request => request.Key.EndsWith(".gz") ? string.Join('/', request.Key.Split('/')[4..8]) : request.Key)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task An_account_whose_folder_is_there_is_no_slip_when_nothing_of_it_is_in_the_period()
    {
        var run = await HuntInBucketAsync("AWSLogs/o-abcdef1234/111122223333", "--account", Account, "--since", "2027-01-01");

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.DoesNotContain("not seen", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_reads_buckets_too()
    {
        var run = await CommandLineRun.Of("search", Bucket, "eventID=note", "--endpoint-url", $"{_buckets.Address}", "--format", "jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal("note", JsonDocument.Parse(run.Output).RootElement.GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_is_named_and_the_others_are_answered_for()
    {
        _buckets.Interfere = request =>
            request.Key.Contains("/us-east-1/2026/11/20/", StringComparison.Ordinal)
                ? FakeAnswer.Error(403, "InvalidObjectState", "archived\u202e\nline")
                : null;

        var run = await HuntInBucketAsync("AWSLogs");

        Assert.Equal((3, 10), (run.ExitCode, Ids(run).Count));
        Assert.StartsWith(
            $"damaged: {Bucket}/AWSLogs/o-abcdef1234/{Account}/CloudTrail/us-east-1/2026/11/20/",
            run.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains("cannot be read: the object is archived; restore it first", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.ErrorLines);
        Assert.DoesNotContain('\u202e', run.Errors);
    }

    [Fact]
    public async Task A_large_object_that_is_replaced_while_it_is_read_is_named_and_never_a_mixture()
    {
        const string Key = "large.json";
        const int Megabyte = 1024 * 1024;
        var padding = new string(' ', 8 * Megabyte);
        string Log(string id) => string.Join(padding, Enumerable.Range(0, 4).Select(part => Event($"{id}{part}", "StopLogging", "r", 20)));
        _buckets.Objects[Key] = System.Text.Encoding.UTF8.GetBytes(Log("old"));
        Assert.Equal(["old0", "old1", "old2", "old3"], Ids(await HuntInBucketAsync(Key)));
        _buckets.Interfere = request =>
        {
            if (request.From > 0)
            {
                _buckets.Objects[Key] = System.Text.Encoding.UTF8.GetBytes(Log("new"));
            }

            return null;
        };

        var run = await HuntInBucketAsync(Key);

        Assert.Equal((3, "old0 old1"), (run.ExitCode, string.Join(' ', Ids(run))));
        Assert.StartsWith($"damaged: {Bucket}/{Key}", run.Errors, StringComparison.Ordinal);
        Assert.Contains("the object was replaced while it was read", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_may_not_be_listed_is_named()
    {
        _buckets.Interfere = _ => FakeAnswer.Error(403, "AccessDenied", "Access Denied");

        var run = await HuntInBucketAsync("AWSLogs");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains(
            $"damaged: {Bucket}/AWSLogs: cannot be listed: it is refused; the caller needs s3:ListBucket",
            run.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_hostile_key_makes_no_line_and_no_control_character_of_its_own()
    {
        Add("AWSLogs/\u001b[31m\n=cmd\u202e.json", Event("hostile", "StopLogging", "eu-central-1", 20));

        foreach (var format in (string[])["table", "jsonl", "csv"])
        {
            var run = await CommandLineRun.Of("hunt", $"{Bucket}/AWSLogs/*", "--endpoint-url", $"{_buckets.Address}", "--format", format);

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(
                format switch
                {
                    "table" => 4,
                    "csv" => 2,
                    _ => 1,
                },
                run.Output.TrimEnd().Split('\n').Length
            );
            Assert.DoesNotContain('\u001b', run.Output);
            Assert.DoesNotContain('\u202e', run.Output);
        }
    }

    [Fact]
    public async Task It_goes_on_after_a_file()
    {
        var all = await HuntInBucketAsync("AWSLogs");
        var last = JsonDocument.Parse(all.Lines[3]).RootElement.GetProperty("file").GetString()!;

        var rest = await HuntInBucketAsync("AWSLogs", "--start-after", last);

        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(Ids(all).Skip(4), Ids(rest));
    }

    [Theory]
    [InlineData("there is no bucket others", $"s3://others")]
    [InlineData("stands for no object", $"{Bucket}/other")]
    [InlineData("write s3://BUCKET", "s3://Others")]
    [InlineData("write s3://BUCKET", "arn:aws:s3:::trail-logs")]
    [InlineData("--start-after \"x\\u001b\": the paths stand for no such file", Bucket, "--start-after", "x\u001b")]
    public async Task What_cannot_be_used_is_refused(string told, string path, params string[] options)
    {
        var run = await HuntAsync([path, "--endpoint-url", $"{_buckets.Address}", .. options]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_of_S3_when_another_option_is_wrong()
    {
        var run = await HuntInBucketAsync("AWSLogs", "--since", "yesterday");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(_buckets.Requests);
    }

    [Theory]
    [InlineData("--request-payer")]
    [InlineData("--endpoint-url", "http://localhost:5000")]
    public async Task An_option_of_S3_is_refused_where_no_path_is_there(params string[] options)
    {
        var run = await HuntAsync([_folder.FullName, .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no path is in S3", run.Errors, StringComparison.Ordinal);
    }

    private static List<string?> Ids(CommandLineRun run) =>
        [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("eventId").GetString())];

    private static string Event(string id, string name, string region, int day) =>
        $$$"""
            {"eventTime":"2026-11-{{{day}}}T10:15:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"{{{name}}}",
            "awsRegion":"{{{region}}}","eventID":"{{{id}}}","recipientAccountId":"{{{Account}}}",
            "userIdentity":{"arn":"arn:aws:iam::{{{Account}}}:user/mallory"}}
            """;

    private static Task<CommandLineRun> HuntAsync(params string[] arguments) =>
        CommandLineRun.Of(["hunt", "--config", Path.Combine(Repository.Root, "Pulumi.dev.yaml"), "--format", "jsonl", .. arguments]);

    private Task<CommandLineRun> HuntInBucketAsync(string path, params string[] options) =>
        HuntAsync([$"{Bucket}/{path}", "--endpoint-url", $"{_buckets.Address}", .. options]);

    // The same file is an object, and lies in a folder of this machine where its name allows.
    private void Add(string key, string record)
    {
        var content = System.Text.Encoding.UTF8.GetBytes($"{{\"Records\":[{record}]}}");
        _buckets.Objects[key] = content;
        if (!key.Any(char.IsControl))
        {
            var path = Path.Combine(_folder.FullName, key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }
}
