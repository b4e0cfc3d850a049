using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Tests.Deployment;

namespace BedrockDefense.Emulator.Tests;

/// <summary>The StackSets of the sample stack, created on the emulator in an organization with two member accounts. Authorization is not enforced there.</summary>
[Collection("console")]
public sealed class StackSetTests(MotoFixture moto) : IDisposable
{
    private const string Home = "eu-central-1";

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task Every_stack_set_creates_what_its_template_declares_in_every_member_account_and_Region()
    {
        var organization = await OrganizationSetup.CreateAsync(await moto.AccountAsync("999999999999"));
        var sets = await DeclaredStackSet.OfSampleAsync(organization.RootId);
        foreach (var set in sets)
        {
            await organization.Management.CreateAsync(Home, set);
        }

        var seen = new HashSet<string>();
        foreach (var set in sets)
        {
            foreach (var (account, region) in organization.Members.SelectMany(account => set.Regions.Select(region => (account, region))))
            {
                var deployed = new DeployedResources(account, region);
                foreach (var (type, _, properties) in new ExpectedStack(JsonNode.Parse(set.Template)!.AsObject(), "aws", account.Id, region).Declared)
                {
                    await deployed.AssertAsync(type, properties);
                    seen.Add($"{account.Id} {region} {type}");
                }
            }
        }

        Assert.All(
            organization.Members.SelectMany(account => new[] { Home, "us-east-1" }.Select(region => $"{account.Id} {region} AWS::Events::Rule")),
            rules => Assert.Contains(rules, seen));
    }

    [Fact]
    public async Task A_role_whose_name_is_the_same_in_every_Region_fails_in_the_second()
    {
        var organization = await OrganizationSetup.CreateAsync(await moto.AccountAsync("888888888888"));
        var set = (await DeclaredStackSet.OfSampleAsync(organization.RootId)).First(set => set.Regions.Count > 1);
        var template = JsonNode.Parse(set.Template)!;
        foreach (var (_, resource) in template["Resources"]!.AsObject().Where(resource => (string?)resource.Value!["Type"] == "AWS::IAM::Role"))
        {
            resource!["Properties"]!["RoleName"] = "the-same-everywhere";
        }

        set.Inputs["templateBody"] = template.ToJsonString();

        var refused = await Assert.ThrowsAsync<AwsException>(() => organization.Management.CreateAsync(Home, set));
        Assert.Contains("the-same-everywhere already exists", refused.Message, StringComparison.Ordinal);
    }
}
