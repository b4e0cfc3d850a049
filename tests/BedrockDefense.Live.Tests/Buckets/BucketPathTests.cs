using BedrockDefense.Live.Buckets;

namespace BedrockDefense.Live.Tests.Buckets;

public sealed class BucketPathTests
{
    [Theory]
    [InlineData("s3://trail-logs", "trail-logs", "")]
    [InlineData("s3://trail-logs/", "trail-logs", "")]
    [InlineData("s3://a.b-3/AWSLogs/*/x?.gz", "a.b-3", "AWSLogs/*/x?.gz")]
    [InlineData("s3://abc//double//", "abc", "/double//")]
    [InlineData("s3://my-point-abc123-s3alias/a b%20c#?", "my-point-abc123-s3alias", "a b%20c#?")]
    public void A_path_is_a_bucket_and_a_key(string path, string bucket, string key) =>
        Assert.Equal(new BucketPath(bucket, key), BucketPath.Parse(path));

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3:///key")]
    [InlineData("s3://ab/key")]
    [InlineData("s3://Trail-Logs/key")]
    [InlineData("s3://trail_logs/key")]
    [InlineData("s3://-logs/key")]
    [InlineData("s3://logs-/key")]
    [InlineData("s3://trail..logs/key")]
    [InlineData("s3://192.0.2.1/key")]
    [InlineData("s3://trail-*/key")]
    [InlineData("s3://trail\u001b[31m/key")]
    [InlineData("s3:/trail-logs/key")]
    [InlineData("s3:trail-logs/key")]
    [InlineData("S3://trail-logs/key")]
    [InlineData("s3a://trail-logs/key")]
    [InlineData("arn:aws:s3:::trail-logs/key")]
    [InlineData("https://trail-logs.s3.eu-west-1.amazonaws.com/key")]
    public void Any_other_form_is_refused_with_the_valid_one(string path)
    {
        Assert.True(BucketPath.IsMeant(path));
        var exception = Assert.Throws<InvalidInputException>(() => BucketPath.Parse(path));
        Assert.Contains(VisibleText.Quote(path), exception.Message, StringComparison.Ordinal);
        Assert.Contains("write s3://BUCKET", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', exception.Message);
    }

    [Fact]
    public void A_bucket_name_has_at_most_63_characters_and_a_key_1024_bytes()
    {
        var name = new string('a', 63);
        Assert.Equal(name, BucketPath.Parse($"s3://{name}/{new string('ä', 512)}").Bucket);
        Assert.Throws<InvalidInputException>(() => BucketPath.Parse($"s3://{name}a/key"));
        Assert.Throws<InvalidInputException>(() => BucketPath.Parse($"s3://{name}/{new string('ä', 512)}a"));
    }

    [Theory]
    [InlineData("logs/s3/a.json")]
    [InlineData("-")]
    [InlineData("C:/logs")]
    [InlineData("https://example.com/a")]
    public void A_path_of_a_file_is_not_taken_for_one_in_S3(string path) => Assert.False(BucketPath.IsMeant(path));
}
