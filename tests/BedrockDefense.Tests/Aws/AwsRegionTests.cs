using BedrockDefense.Aws;

namespace BedrockDefense.Tests.Aws;

/// <summary>The Regions and partitions of <c>regions.json</c>.</summary>
public sealed class AwsRegionTests
{
    [Fact]
    public void Every_Region_is_known_by_its_code_and_once()
    {
        Assert.All(AwsRegion.All, region => Assert.Equal(region, AwsRegion.Find(region.Code)));
        Assert.Equal(38, AwsRegion.All.DistinctBy(region => region.Code).Count());
        Assert.Null(AwsRegion.Find("mars-north-1"));
    }

    // Regions that AWS launched before 20 March 2019 are enabled in every account (AWS Account Management Reference Guide).
    [Theory]
    [InlineData("eu-central-1", false)]
    [InlineData("eu-north-1", false)]
    [InlineData("ap-northeast-3", false)]
    [InlineData("us-east-1", false)]
    [InlineData("us-gov-east-1", false)]
    [InlineData("cn-northwest-1", false)]
    [InlineData("ap-east-1", true)]
    [InlineData("me-south-1", true)]
    [InlineData("af-south-1", true)]
    [InlineData("eu-central-2", true)]
    [InlineData("mx-central-1", true)]
    public void An_opt_in_Region_is_told_from_one_that_every_account_has(string code, bool isOptIn) =>
        Assert.Equal(isOptIn, AwsRegion.Find(code)!.IsOptIn);

    [Theory]
    [InlineData("aws", "us-east-1", "amazonaws.com")]
    [InlineData("aws-us-gov", "us-gov-west-1", "amazonaws.com")]
    [InlineData("aws-cn", "cn-north-1", "amazonaws.com.cn")]
    public void A_partition_has_a_Region_for_its_global_services_and_a_suffix_of_host_names(string partition, string region, string suffix)
    {
        Assert.Equal(new AwsRegion(region, partition), AwsRegion.ForGlobalServices(partition));
        Assert.Equal(suffix, AwsPartition.Find(partition).DnsSuffix);
    }
}
