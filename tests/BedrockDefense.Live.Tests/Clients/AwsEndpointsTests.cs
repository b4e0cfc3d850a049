using BedrockDefense.Aws;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Clients;

/// <summary>
/// Calls go to the addresses, and are signed for the Regions, that botocore, the library of the AWS CLI, chooses. The cases are the
/// requests that it prepared for a list of each service, with the Regional addresses of S3 and STS.
/// </summary>
public sealed class AwsEndpointsTests
{
    private const string Cases = "live/endpoints.json";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_goes_to_the_address_of_its_service(string name)
    {
        var wanted = Repository.Find<Address>(Cases, name);
        var aws = new FakeAws(call => call.Service == "iam" ? "<a/>" : "{}");
        var place = new Place(aws, wanted.Region);
        var region = wanted.Service switch
        {
            "iam" => await SignedRegionAsync(place.QueryAsync("iam", "ListRoles")),
            "organizations" => await SignedRegionAsync(place.JsonAsync("organizations", "ListRoots", [])),
            _ => wanted.Region,
        };
        Assert.Equal(wanted.SignedRegion, region);
        Assert.Equal(new Uri(wanted.AddressText), new AwsEndpoints(null).Of(wanted.Service, region));

        async Task<string> SignedRegionAsync(Task call)
        {
            await call;
            return aws.Calls.Single().Region;
        }
    }

    [Theory]
    [InlineData("aws")]
    [InlineData("aws-cn")]
    [InlineData("aws-us-gov")]
    public void Every_Region_that_is_known_has_an_address_of_its_partition(string name)
    {
        var partition = AwsPartition.Find(name);
        Assert.All(
            partition.Regions.Concat(partition.OptInRegions),
            region => Assert.Equal(new Uri($"https://kms.{region}.{partition.DnsSuffix}"), new AwsEndpoints(null).Of("kms", region))
        );
    }

    [Fact]
    public void An_address_that_is_given_answers_for_every_service()
    {
        var emulator = new Uri("http://localhost:5000");
        Assert.All(["iam", "s3", "organizations"], service => Assert.Equal(emulator, new AwsEndpoints(emulator).Of(service, "cn-north-1")));
    }

    private sealed record Address(
        string Service,
        string Region,
        [property: System.Text.Json.Serialization.JsonPropertyName("address")] string AddressText,
        string SignedRegion
    );
}
