using System.Text;
using System.Text.Json.Nodes;
using BedrockDefense.LogIntegrity;

namespace BedrockDefense.Tests.LogIntegrity;

/// <summary>Archives that nobody altered, in the forms in which people keep them, and what cannot be said of them.</summary>
public sealed class UntouchedArchiveTests : IDisposable
{
    private static readonly string[] Roots = ["a/", "b/"];

    private readonly ArchiveFolder _folder = new();
    private readonly PublicKeys _keys = PublicKeys.Parse([("keys.json", TrailArchive.PublicKeys)]);
    private readonly TrailArchive _archive = TrailArchive.Make(7);

    public void Dispose()
    {
        _folder.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public void Every_signature_is_checked_and_every_log_file_compared()
    {
        var report = Check(_archive.Files);

        Assert.Equal((true, false), (report.IsComplete, report.IsAltered));
        Assert.Equal([TrailArchive.Hours, TrailArchive.Hours], report.Chains.Select(chain => chain.ValidSignatures));
        Assert.Equal(
            (TrailArchive.Start, TrailArchive.Start.AddHours(TrailArchive.Hours)),
            (report.Chains[0].From, report.Chains[0].Until)
        );
        Assert.Equal(
            (_archive.Logs.Count, _archive.Logs.Count, _archive.Logs.Count, 0),
            (report.NamedLogFiles, report.UnalteredLogFiles, report.MatchedByKey, report.MatchedByName)
        );
        Assert.Equal(2, report.NotProved.Count);
    }

    [Fact]
    public void The_files_may_lie_in_one_folder()
    {
        var report = Check(_archive.Files.ToDictionary(file => Path.GetFileName(file.Key), file => file.Value));

        Assert.Empty(report.Findings);
        Assert.Equal((0, _archive.Logs.Count), (report.MatchedByKey, report.MatchedByName));
    }

    [Fact]
    public void The_files_may_be_inflated_with_or_without_the_end_of_their_names()
    {
        var report = Check(
            _archive.Files.ToDictionary(
                file =>
                    file.Key.GetHashCode(StringComparison.Ordinal) % 2 == 0
                        ? file.Key.Replace(".json.gz", ".json", StringComparison.Ordinal)
                        : file.Key,
                file => file.Key.EndsWith(".gz", StringComparison.Ordinal) ? TrailArchive.Inflate(file.Value) : file.Value
            )
        );

        Assert.Empty(report.Findings);
        Assert.Equal(_archive.Logs.Count, report.MatchedByKey);
    }

    [Fact]
    public void The_bucket_may_have_had_a_prefix_that_is_no_longer_there()
    {
        var archive = TrailArchive.Make(8, prefix: "audit/AWSLogs/");
        var report = Check(
            archive.Files.ToDictionary(
                file => file.Key["audit/".Length..].Replace("AWSLogs/AWSLogs", "x/AWSLogs", StringComparison.Ordinal),
                file => file.Value
            )
        );

        Assert.Empty(report.Findings);
        Assert.Equal(archive.Logs.Count, report.MatchedByKey);
    }

    [Fact]
    public void A_copy_elsewhere_is_compared_too()
    {
        var files = TwoCopies();
        var report = Check(files);
        Assert.Empty(report.Findings);
        Assert.Equal(2 * _archive.Logs.Count, report.UnalteredLogFiles);

        var log = "b/" + _archive.Logs[0];
        files[log] = TrailArchive.Gzip("{}"u8.ToArray());
        Assert.EndsWith(log, Assert.Single(Check(files).Findings).File.Replace('\\', '/'), StringComparison.Ordinal);

        files[log] = files["a/" + _archive.Logs[0]];
        var digest = "b/" + _archive.Digests[1];
        files[digest] = Edited(_archive.Digests[1]);
        var finding = Assert.Single(Check(files).Findings);
        Assert.Equal(IntegrityProblem.Altered, finding.Problem);
        Assert.EndsWith(digest, finding.File.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void After_StopLogging_the_chain_begins_anew_and_the_time_between_is_named()
    {
        _archive.AddHour(TrailArchive.Hours + 3, TrailArchive.Region, 2, isStart: true);

        var finding = Assert.Single(Check(_archive.Files).Findings);
        Assert.Equal(IntegrityProblem.NotChecked, finding.Problem);
        Assert.EndsWith(
            "Between 2026-11-20T12:00:00Z and 2026-11-20T15:00:00Z no digest tells of log files",
            finding.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Backfill_digests_are_a_chain_of_their_own()
    {
        _archive.AddHour(1, TrailArchive.Region, 1, isBackfill: true);
        _archive.AddHour(2, TrailArchive.Region, 2, isBackfill: true);

        var report = Check(_archive.Files);

        Assert.Empty(report.Findings);
        Assert.Equal([false, true, false], report.Chains.Select(chain => chain.Chain.IsBackfill));
    }

    [Fact]
    public void The_next_digest_has_the_signature_when_the_metadata_was_lost()
    {
        var files = WithoutMetadata();

        var report = Check(files);
        Assert.Equal([TrailArchive.Hours - 1, TrailArchive.Hours - 1], report.Chains.Select(chain => chain.ValidSignatures));
        Assert.All(
            report.Findings,
            finding => Assert.Contains("its signature is in S3's metadata only", finding.Reason, StringComparison.Ordinal)
        );
        Assert.Equal(2, report.Findings.Count);

        _folder.Hold(files);
        var unsigned = _folder.Check();
        Assert.Empty(unsigned.Findings);
        Assert.StartsWith("no signature was checked", unsigned.NotProved[0], StringComparison.Ordinal);
        Assert.StartsWith("the newest digest of 2 chains", unsigned.NotProved[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, "it was delivered before the first digest of account 111122223333, eu-central-1")]
    [InlineData((TrailArchive.Hours * 60) - 4, "it was delivered after the last digest of account 111122223333, eu-central-1")]
    [InlineData(10_000, "it was delivered after the last digest of account 111122223333, eu-central-1")]
    public void Log_files_outside_the_time_of_the_digests_are_named(int minute, string reason)
    {
        _archive.Files[_archive.LogKey(TrailArchive.Start.AddMinutes(minute))] = [];

        var finding = Assert.Single(Check(_archive.Files).Findings);
        Assert.Equal((IntegrityProblem.NotChecked, reason), (finding.Problem, finding.Reason));
    }

    [Theory]
    [InlineData("no digest of account 111122223333, ap-south-1 is here", "_eu-central-1_", "_ap-south-1_")]
    [InlineData("no digest here names files of its kind (Insight)", "_CloudTrail_", "_CloudTrail-Insight_")]
    [InlineData("it lies in a folder of CloudTrail, and its name is none of CloudTrail's", ".json.gz", ".csv")]
    public void Files_that_no_digest_could_name_are_named(string reason, string from, string to)
    {
        var key = _archive.LogKey(TrailArchive.Start).Split('/')[^1].Replace(from, to, StringComparison.Ordinal);
        _archive.Files[$"more/CloudTrail/{key}"] = [];

        var finding = Assert.Single(Check(_archive.Files).Findings);
        Assert.Equal((IntegrityProblem.NotChecked, reason), (finding.Problem, finding.Reason));
    }

    [Fact]
    public void Other_files_are_counted()
    {
        _archive.Files["README.md"] = [];
        _archive.Files["AWSLogs/111122223333/Config/a.json.gz"] = [];

        var report = Check(_archive.Files);

        Assert.Equal((true, 2), (report.IsComplete, report.OtherFiles));
    }

    [Fact]
    public void Nothing_is_no_untouched_archive()
    {
        Assert.False(Check(new Dictionary<string, byte[]>()).IsComplete);
        Assert.False(Check(_archive.Logs.ToDictionary(log => log, log => _archive.Files[log])).IsComplete);
        Assert.True(
            Check(_archive.Files.Where(file => file.Key.Contains("us-east-1", StringComparison.Ordinal)).ToDictionary()).IsComplete
        );
    }

    [Fact]
    public void A_key_that_is_not_given_is_named()
    {
        using var others = PublicKeys.Parse([
            ("k", TrailArchive.PublicKeys.Replace(TrailArchive.Fingerprint, "other", StringComparison.Ordinal)),
        ]);
        _folder.Hold(_archive.Files);

        var report = _folder.Check(others);

        Assert.Equal((2 * TrailArchive.Hours, false), (report.Findings.Count, report.IsAltered));
        Assert.All(report.Findings, finding => Assert.Contains(TrailArchive.Fingerprint, finding.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Different_signatures_of_one_digest_are_found_without_keys()
    {
        var metadata = _archive.Digests[0] + TrailArchive.MetadataEnd;
        _archive.Files[metadata] = """{"Metadata":{"signature":"00"}}"""u8.ToArray();
        _folder.Hold(_archive.Files);

        Assert.Equal(IntegrityProblem.BadSignature, Assert.Single(_folder.Check().Findings).Problem);
        Assert.Equal(IntegrityProblem.BadSignature, Assert.Single(_folder.Check(_keys).Findings).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"Metadata":{}}""")]
    [InlineData("""{"Metadata":{"signature":"\ud800"}}""")]
    public void Metadata_that_cannot_be_read_is_named(string text)
    {
        _archive.Files[_archive.Digests[0] + TrailArchive.MetadataEnd] = Encoding.UTF8.GetBytes(text);

        Assert.Equal(IntegrityProblem.NotChecked, Assert.Single(Check(_archive.Files).Findings).Problem);
    }

    [Theory]
    [InlineData("digestSignatureAlgorithm", "\"MD5\"", "digestSignatureAlgorithm is \"MD5\"; only SHA256withRSA is known")]
    [InlineData("digestEndTime", "\"yesterday\"", "digestEndTime \"yesterday\" is no time such as 2026-11-20T10:00:00Z")]
    [InlineData("digestEndTime", "null", "digestEndTime is no text")]
    [InlineData("logFiles", "{}", "logFiles is no array")]
    [InlineData("logFiles", "[1]", "an entry of logFiles is no object")]
    [InlineData(
        "logFiles",
        "[{\"hashAlgorithm\":\"SHA-256\",\"s3Object\":\"a\",\"hashValue\":\"0\"}]",
        "hashValue \"0\" is no SHA-256 in hexadecimal"
    )]
    [InlineData("previousDigestHashValue", "null", "previousDigestHashValue is no text")]
    [InlineData("digestS3Bucket", "\"\\ud800\"", "a text in it is no valid Unicode")]
    public void A_digest_that_CloudTrail_did_not_write_is_refused(string member, string value, string reason)
    {
        var digest = _archive.Digest(_archive.Digests[^1]);
        digest[member] = "PLACE";
        var text = digest.ToJsonString().Replace("\"PLACE\"", value, StringComparison.Ordinal);
        _archive.Files[_archive.Digests[^1]] = TrailArchive.Gzip(Encoding.UTF8.GetBytes(text));

        Assert.Contains(Check(_archive.Files).Findings, finding => finding.Reason == $"it is no digest of CloudTrail: {reason}");
    }

    [Theory]
    [InlineData("{", "is no valid JSON")]
    [InlineData("{}", "has no list PublicKeyList")]
    [InlineData("""{"PublicKeyList":[]}""", "PublicKeyList is empty")]
    [InlineData("""{"PublicKeyList":[{"Value":"AA=="}]}""", "PublicKeyList[0]: it has no Fingerprint")]
    [InlineData("""{"PublicKeyList":[{"Fingerprint":"a","Value":"?"}]}""", "PublicKeyList[0]: it has no Value in base64")]
    [InlineData("""{"PublicKeyList":[{"Fingerprint":"a","Value":"AA=="}]}""", "PublicKeyList[0]: its Value is no RSA public key")]
    [InlineData("""{"PublicKeyList":[{"Fingerprint":"\ud800","Value":"AA=="}]}""", "a text in it is no valid Unicode")]
    public void Public_keys_that_are_none_are_refused(string text, string message)
    {
        var thrown = Assert.Throws<InvalidInputException>(() => PublicKeys.Parse([("keys.json", text)]));

        Assert.StartsWith($"keys.json: {message}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_is_stopped_says_so()
    {
        _archive.Write(_folder.Root);

        var report = LogFileValidation.Run(
            Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories),
            null,
            ArchiveAccess.OfFiles,
            null,
            new CancellationToken(true)
        );

        Assert.Equal((true, false), (report.IsPartial, report.IsComplete));
    }

    private IntegrityReport Check(IReadOnlyDictionary<string, byte[]> files)
    {
        _folder.Hold(files);
        return _folder.Check(_keys);
    }

    private Dictionary<string, byte[]> TwoCopies() =>
        _archive.Files.SelectMany(file => Roots.Select(root => (root + file.Key, file.Value))).ToDictionary();

    private Dictionary<string, byte[]> WithoutMetadata() =>
        _archive.Files.Where(file => !file.Key.EndsWith(TrailArchive.MetadataEnd, StringComparison.Ordinal)).ToDictionary();

    private byte[] Edited(string key)
    {
        JsonObject digest = _archive.Digest(key);
        digest["logFiles"] = new JsonArray();
        return TrailArchive.Gzip(Encoding.UTF8.GetBytes(digest.ToJsonString()));
    }
}
