using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Checks;
using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Tests.Deployment;
using BedrockDefense.Emulator.Tests.Faults;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Emulator.Tests;

/// <summary>Tests the stack of the sample configuration on the emulator, by what the services return afterwards.</summary>
public sealed class StackTests(MotoFixture moto, DeployedSample sample, DeployedEverySetting every)
    : IClassFixture<DeployedSample>,
        IDisposable
{
    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task Every_resource_is_found_as_it_was_declared()
    {
        var readBack = await ReadBack.OfAsync((await sample.StackAsync(moto)).Stack);

        Complaints.AssertNone(readBack.Differences);
    }

    [Fact]
    public async Task Nothing_else_is_passed_over_than_what_the_emulator_does_not_tell()
    {
        var (stack, _) = await sample.StackAsync(moto);
        var declared = MissingFromEmulator.All.Where(untold =>
            stack.Declaration.OfType(untold.Type).Any(resource => resource.Inputs.ContainsKey(untold.Input))
        );

        Assert.Equal(declared.Order(), (await ReadBack.OfAsync(stack)).MissingInputs.Where(untold => untold.Input != "region").Order());
    }

    [Fact]
    public async Task Every_member_account_and_Region_has_what_the_templates_declare_and_the_management_account_is_left_alone()
    {
        var (stack, organization) = await sample.StackAsync(moto);
        var types = new HashSet<string>();
        foreach (var instances in stack.Declaration.OfType("aws:cloudformation/stackInstances:StackInstances"))
        {
            var set = stack
                .Declaration.OfType("aws:cloudformation/stackSet:StackSet")
                .Single(set => set.Id == instances.Text("stackSetName"));
            var places = organization
                .Members.SelectMany(account => instances.Inputs.Texts("regions").Select(region => (account.Id, region)))
                .Order();
            Assert.Equal(
                places,
                (await CloudFormationReaders.InstancesAsync(stack.PlaceOf(instances), instances))
                    .Select(one => (one.Account, one.Region))
                    .Order()
            );
            foreach (var (account, region) in places)
            {
                var template = JsonNode.Parse(set.Text("templateBody")!)!.AsObject();
                foreach (var (type, _, properties) in new ExpectedStack(template, "aws", account, region).Declared)
                {
                    await new DeployedResources(organization.Management.InAccount(account), region).AssertAsync(type, properties);
                    types.Add(type);
                }
            }
        }

        Assert.Superset(
            new HashSet<string> { "AWS::Events::Rule", "AWS::IAM::Role", "AWS::StepFunctions::StateMachine", "AWS::Logs::LogGroup" },
            types
        );
    }

    [Fact]
    public async Task Everything_waits_for_what_lets_it()
    {
        var (stack, _) = await sample.StackAsync(moto);

        Complaints.AssertNone(MissingOrder.Of(stack.Declaration));
        foreach (var forgetful in Repository.All<SeededFault>("emulator/faults.json").Where(fault => fault.Forget is not null))
        {
            Assert.EndsWith(Assert.Single(MissingOrder.Of(forgetful.Apply(stack.Declaration))), forgetful.Check, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_every_kind_of_setting_nothing_differs_and_bus_and_trail_bucket_are_in_accounts_of_their_own()
    {
        var (stack, organization, _) = await every.StackAsync(moto);
        var (security, logArchive) = (organization.Members[0].Id, organization.Members[1].Id);

        Complaints.AssertNone((await ReadBack.OfAsync(stack)).Differences);
        Complaints.AssertNone(StackChecks.Of(stack.Declaration));
        Assert.Equal(
            "bedrock-defense-copies bedrock-defense-hunts bedrock-defense-invocations-eu-central-1 "
                + "bedrock-defense-invocations-us-east-1 bedrock-defense-trail",
            string.Join(' ', stack.Declaration.OfType("aws:s3/bucket:Bucket").Select(bucket => bucket.Name).Order())
        );
        Assert.Contains(
            "bus bedrock-defense",
            await Inventory.OfAsync(new Place(organization.Management.InAccount(security), "eu-central-1"))
        );
        Assert.Contains(
            "alias alias/bedrock-defense-trail",
            await Inventory.OfAsync(new Place(organization.Management.InAccount(logArchive), "eu-central-1"))
        );
        Assert.Contains("trail bedrock-defense", await Inventory.OfAsync(new Place(organization.Management, "eu-central-1")));
    }

    [Fact]
    public async Task A_trail_that_exists_is_read_and_reused()
    {
        var (organization, config) = await WithTrailAsync(isLogging: true);

        var stack = await StackDeployment.CreateAsync(config, organization);

        Assert.Empty(stack.Declaration.OfType("aws:cloudtrail/trail:Trail"));
        Assert.EndsWith(":trail/existing", stack.Declaration.TrailArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_stopped_ends_the_deployment()
    {
        var (organization, config) = await WithTrailAsync(isLogging: false);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StackDeployment.CreateAsync(config, organization));

        Assert.True(refused.Message.Contains("it is stopped: aws cloudtrail start-logging", StringComparison.Ordinal), refused.Message);
    }

    // The configuration has no restorers, because they do not matter here.
    private async Task<(EmulatedOrganization Organization, Dictionary<string, string> Config)> WithTrailAsync(bool isLogging)
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var place = new Place(organization.Management, "eu-central-1");
        var bucket = await ResourceKinds.Of("aws:s3/bucket:Bucket", "existing").Create(place, "existing", []);
        var trail = await ResourceKinds
            .Of("aws:cloudtrail/trail:Trail", "existing")
            .Create(
                place,
                "existing",
                new()
                {
                    ["name"] = "existing",
                    ["s3BucketName"] = bucket.Id,
                    ["isOrganizationTrail"] = true,
                    ["isMultiRegionTrail"] = true,
                    ["includeGlobalServiceEvents"] = true,
                    ["enableLogging"] = isLogging,
                }
            );
        return (
            organization,
            new(DeployedSample.Configuration(organization))
            {
                ["bedrock-defense:trail"] = $$"""{"reuse":"{{trail.Arn}}"}""",
                ["bedrock-defense:restore"] = """{"mode":"off"}""",
            }
        );
    }
}
