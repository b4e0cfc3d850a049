using System.Text.Json;

namespace BedrockDefense.Cli.Tests;

/// <summary>The verb <c>verify-logs</c> says of an archive in S3 what it says of a copy of it, and reads the signatures there.</summary>
[Collection("console")]
public sealed class BucketLogsTests : IDisposable
{
    private const string Bucket = $"s3://{FakeBuckets.Name}";

    private static readonly Dictionary<string, (Action<TrailArchive> Change, int ExitCode)> Changes = new()
    {
        ["untouched"] = (_ => { }, 0),
        ["a log file is altered"] = (archive => archive.Files[archive.Logs[0]] = TrailArchive.Gzip("{}"u8.ToArray()), 1),
        ["a log file is kept inflated"] = (
            archive => archive.Files[archive.Logs[0]] = TrailArchive.Inflate(archive.Files[archive.Logs[0]]),
            0
        ),
        ["a log file is cut off"] = (archive => archive.Files[archive.Logs[0]] = archive.Files[archive.Logs[0]][..^9], 1),
        ["a log file is removed"] = (archive => archive.Files.Remove(archive.Logs[0]), 1),
        ["a log file is put there"] = (
            archive => archive.Files[archive.LogKey(TrailArchive.Start.AddMinutes(7))] = TrailArchive.Gzip("{}"u8.ToArray()),
            1
        ),
        ["a digest is removed"] = (archive => archive.Files.Remove(archive.Digests[1]), 1),
        ["a digest is altered"] = (archive => archive.Files[archive.Digests[1]] = TrailArchive.Gzip("{}"u8.ToArray()), 1),
        ["the newest digest has another signature"] = (
            archive =>
                archive.Files[archive.Digests[^1] + TrailArchive.MetadataEnd] = archive.Files[
                    archive.Digests[0] + TrailArchive.MetadataEnd
                ],
            1
        ),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bucket-logs-");
    private readonly TrailArchive _archive = TrailArchive.Make(1, hasSecondRegion: false);
    private readonly FakeBuckets _buckets = new();
    private readonly BucketEnvironment _environment = new();

    public BucketLogsTests()
    {
        File.WriteAllText(Keys, TrailArchive.PublicKeys);
    }

    public static TheoryData<string> Sentences => [.. Changes.Keys];

    private string Keys => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose()
    {
        _environment.Dispose();
        _buckets.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task The_answer_is_that_of_a_copy_with_the_metadata_beside_it(string change)
    {
        var (make, exitCode) = Changes[change];
        make(_archive);
        _archive.Write(_folder.FullName);
        Put();

        var copy = await CommandLineRun.Of(["verify-logs", _folder.FullName, "--public-keys", Keys, "--format", "json"]);
        var bucket = await VerifyBucketAsync();

        Assert.Equal((exitCode, exitCode, ""), (copy.ExitCode, bucket.ExitCode, bucket.Errors));
        Assert.Equal(copy.Output.Replace($"{_folder.FullName}/", $"{Bucket}/", StringComparison.Ordinal), bucket.Output);
    }

    [Fact]
    public async Task Without_a_signature_in_the_metadata_the_newest_digest_is_not_checked()
    {
        Put();
        _buckets.Metadata.Clear();

        var run = await VerifyBucketAsync();

        Assert.Equal(3, run.ExitCode);
        var finding = Assert.Single(FindingsOf(run));
        Assert.Equal($"{Bucket}/{_archive.Digests[^1]}", finding.GetProperty("file").GetString());
        Assert.Contains("its object has no signature in its metadata", finding.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_S3_does_not_give_is_not_checked(bool isDigest)
    {
        Put();
        var key = isDigest ? _archive.Digests[^1] : _archive.Logs[0];
        _buckets.Interfere = request => request.Key == key ? FakeAnswer.Error(403, "AccessDenied", "Access Denied") : null;

        var run = await VerifyBucketAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            FindingsOf(run),
            finding =>
                finding.GetProperty("file").GetString() == $"{Bucket}/{key}"
                && finding.GetProperty("reason").GetString()!.StartsWith("cannot be read: ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_options_of_S3_are_refused_where_no_path_is_there()
    {
        var run = await CommandLineRun.Of(["verify-logs", _folder.FullName, "--endpoint-url", "http://127.0.0.1:1", "--request-payer"]);

        Assert.Equal((2, 2), (run.ExitCode, run.ErrorLines.Count));
    }

    private static IReadOnlyList<JsonElement> FindingsOf(CommandLineRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.Clone())];
    }

    private Task<CommandLineRun> VerifyBucketAsync() =>
        CommandLineRun.Of([
            "verify-logs",
            Bucket,
            "--endpoint-url",
            _buckets.Address.ToString(),
            "--public-keys",
            Keys,
            "--format",
            "json",
        ]);

    // S3 keeps the signature as metadata, where a copy has a file.
    private void Put()
    {
        foreach (var (key, content) in _archive.Files)
        {
            if (!key.EndsWith(TrailArchive.MetadataEnd, StringComparison.Ordinal))
            {
                _buckets.Objects[key] = content;
                continue;
            }

            using var document = JsonDocument.Parse(content);
            _buckets.Metadata[key[..^TrailArchive.MetadataEnd.Length]] = document
                .RootElement.GetProperty("Metadata")
                .EnumerateObject()
                .ToDictionary(one => one.Name, one => one.Value.GetString()!);
        }
    }
}
