using BedrockDefense.CloudTrail;

namespace BedrockDefense.Tests.CloudTrail;

/// <summary>The names of delivered files are read when they have the documented form in everything, and otherwise not at all.</summary>
public sealed class DeliveredNameTests
{
    private const string Log = "111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz";
    private const string Digest = "111122223333_CloudTrail-Digest_us-east-2_all_of-it.v2_eu-central-1_eu-west-1_20150817T150131Z.json.gz";

    public static TheoryData<string, DeliveredKind, string> Delivered =>
        new()
        {
            { Log, DeliveredKind.Log, "us-east-2" },
            { $"AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/01/{Log}", DeliveredKind.Log, "us-east-2" },
            {
                $"s3://a-bucket/a/prefix/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-2/2015/08/01/{Log}",
                DeliveredKind.Log,
                "us-east-2"
            },
            { $@"C:\logs\AWSLogs\111122223333\CloudTrail\us-east-2\2015\08\01\{Log}", DeliveredKind.Log, "us-east-2" },
            { $"some/where/else/{Log}", DeliveredKind.Log, "us-east-2" },
            { Log.Replace("us-east-2", "us-gov-west-1", StringComparison.Ordinal), DeliveredKind.Log, "us-gov-west-1" },
            { Log.Replace("us-east-2", "cn-northwest-1", StringComparison.Ordinal), DeliveredKind.Log, "cn-northwest-1" },
            { Log.Replace("_CloudTrail_", "_CloudTrail-Insight_", StringComparison.Ordinal), DeliveredKind.Insight, "us-east-2" },
            {
                Log.Replace("_CloudTrail_", "_CloudTrail-NetworkActivity_", StringComparison.Ordinal),
                DeliveredKind.NetworkActivity,
                "us-east-2"
            },
            { Log.Replace("_CloudTrail_", "_CloudTrail-Aggregated_", StringComparison.Ordinal), DeliveredKind.Aggregated, "us-east-2" },
            { Digest, DeliveredKind.Digest, "us-east-2" },
            { $"AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/{Digest}", DeliveredKind.Digest, "us-east-2" },
        };

    [Theory]
    [MemberData(nameof(Delivered))]
    public void A_delivered_file_tells_what_it_holds_and_of_which_account_and_Region(string path, DeliveredKind kind, string region)
    {
        var name = DeliveredName.Parse(path);

        Assert.Equal((kind, "111122223333", region), (name?.Kind, name?.Account, name?.Region));
    }

    [Fact]
    public void A_log_tells_the_minute_of_its_delivery_and_a_digest_the_second_of_its_end()
    {
        Assert.Equal(new DateTimeOffset(2015, 8, 1, 2, 10, 0, TimeSpan.Zero), DeliveredName.Parse(Log)!.Time);
        Assert.Equal(new DateTimeOffset(2015, 8, 17, 15, 1, 31, TimeSpan.Zero), DeliveredName.Parse(Digest)!.Time);
    }

    [Theory]
    [InlineData(Digest, false)]
    [InlineData("111122223333_CloudTrail-Digest_us-east-2_all_of-it.v2_eu-central-1_eu-west-1_20150817T150131Z_backfill.json.gz", true)]
    public void A_digest_tells_its_trail_even_when_that_has_underscores_and_a_Region_in_its_name(string path, bool isBackfill)
    {
        var name = DeliveredName.Parse(path)!;

        Assert.Equal(("all_of-it.v2_eu-central-1", "eu-west-1", isBackfill), (name.Trail, name.HomeRegion, name.IsBackfill));
    }

    [Theory]
    [InlineData("log.json.gz")]
    [InlineData("11112222333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("a111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_cloudtrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail-Other_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_Ohio_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150832T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150229T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T2460Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T021000Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T0210_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15Z.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15Z-.json.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz.gz")]
    [InlineData("111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz\n")]
    [InlineData("111122223333_CloudTrail_us-east-2_٢٠١٥0801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz")]
    [InlineData("111122223333_CloudTrail-Digest_us-east-2_eu-west-1_20150817T150131Z.json.gz")]
    [InlineData("111122223333_CloudTrail-Digest_us-east-2_t r_eu-west-1_20150817T150131Z.json.gz")]
    [InlineData("")]
    public void Any_other_name_tells_nothing(string path) => Assert.Null(DeliveredName.Parse(path));

    [Theory]
    [InlineData("AWSLogs/444455556666/CloudTrail/us-east-2/2015/08/01")]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/01")]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2015/08/01")]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/02")]
    [InlineData("2015/CloudTrail/us-east-2/2015/08/01")]
    public void A_name_that_its_folders_contradict_tells_nothing(string folder) => Assert.Null(DeliveredName.Parse($"{folder}/{Log}"));
}
