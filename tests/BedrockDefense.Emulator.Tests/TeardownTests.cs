using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Deletes the stack again: each resource before its dependencies.</summary>
public sealed class TeardownTests(MotoFixture moto) : IDisposable
{
    private static readonly string[] Regions = ["eu-central-1", "us-east-1"];

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task Nothing_stays_but_the_evidence()
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var before = await EverythingAsync(organization);
        var stack = await StackDeployment.CreateAsync(DeployedSample.Configuration(organization), organization);
        Assert.True((await EverythingAsync(organization)).Count > before.Count + 100);

        await Teardown.RunAsync(stack);

        var management = organization.Management.Id;
        string[] evidence =
        [
            // The emulator lists an account's buckets in every Region.
            .. Regions.Select(region =>
                $"{management} {region} bucket "
                + $"{stack.Declaration.OfType("aws:s3/bucket:Bucket").Single(bucket => bucket.Name == "bedrock-defense-trail").Id}"
            ),
            $"{management} eu-central-1 key "
                + $"{stack.Declaration.OfType("aws:kms/key:Key").Single(key => key.Name == "bedrock-defense-trail").Id} (Encrypts "
                + "the log files of the BedrockDefense organization trail.)",
            .. organization
                .Members.Prepend(organization.Management)
                .SelectMany(account => Regions.Select(region => $"{account.Id} {region} log group bedrock-defense-invocations")),
        ];
        Assert.Equal(
            evidence.Order(StringComparer.Ordinal),
            (await EverythingAsync(organization)).Except(before).Order(StringComparer.Ordinal)
        );
    }

    private static async Task<HashSet<string>> EverythingAsync(EmulatedOrganization organization)
    {
        HashSet<string> everything = [];
        foreach (var account in organization.Members.Prepend(organization.Management))
        {
            foreach (var region in Regions)
            {
                everything.UnionWith(
                    (await Inventory.OfAsync(new Place(account, region))).Select(thing => $"{account.Id} {region} {thing}")
                );
            }
        }

        return everything;
    }
}
