using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Live.Verifying.Resuming;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>Verifies stacks that were deployed to the emulator.</summary>
public sealed class VerifyTests(MotoFixture moto, DeployedSample sample) : IClassFixture<DeployedSample>, IDisposable
{
    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task A_stack_that_nobody_touched_stands_as_declared()
    {
        var (stack, organization) = await sample.StackAsync(moto);

        var report = await EmulatedVerification
            .Of(DeployedSample.Configuration(organization), organization)
            .RunAsync(TestContext.Current.CancellationToken);

        Complaints.AssertNone(report.Deviations);
        Assert.Equal(stack.Resources.Count(), report.Resources);
        Assert.Equal((4, 4), (report.CoveredPlaces, report.Places));
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_where_it_stopped_and_says_so()
    {
        var (stack, organization) = await sample.StackAsync(moto);
        var config = DeployedSample.Configuration(organization);
        var file = Path.GetTempFileName();
        try
        {
            File.Delete(file);
            var identity = VerificationIdentity.Of("1.0", config, organization.Management.Id);
            using var interruption = new CancellationTokenSource();
            var first = Checkpoint.Open(file, identity, DateTimeOffset.UtcNow);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                EmulatedVerification
                    .Of(config, organization, checkpoint: first, progress: (read, _) => Interrupt(interruption, read))
                    .RunAsync(interruption.Token)
            );
            first.Save();

            var second = Checkpoint.Open(file, identity, DateTimeOffset.UtcNow);
            var report = await EmulatedVerification
                .Of(config, organization, checkpoint: second)
                .RunAsync(TestContext.Current.CancellationToken);

            Complaints.AssertNone(report.Deviations);
            Assert.Equal(stack.Resources.Count(), report.Resources);
            Assert.Equal((4, 4), (report.CoveredPlaces, report.Places));
            Assert.Equal(second.Earlier, report.Facts[0]);
            Assert.NotNull(second.Earlier);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task No_place_counts_as_covered_by_a_stack_set_that_could_not_be_read()
    {
        var (_, organization) = await sample.StackAsync(moto);
        var refusing = new HostileMember("it shows no instances", "ListStackInstances", "<E><Code>AccessDenied</Code></E>", [])
        {
            Status = 403,
        };
        var management = await refusing.EnterAsync(organization.Management, text => text);

        var report = await EmulatedVerification
            .Of(DeployedSample.Configuration(organization), organization with { Management = management })
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 4), (report.CoveredPlaces, report.Places));
        Assert.True(report.IsAsDeclared);
        Assert.False(report.IsComplete);
    }

    [Fact]
    public async Task Every_change_that_somebody_makes_is_found_and_nothing_else()
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var config = DeployedSample.Configuration(organization);
        var stack = await StackDeployment.CreateAsync(config, organization);
        var seeds = Repository.All<SeededDeviation>("emulator/deviations.json");
        foreach (var seed in seeds)
        {
            try
            {
                await seed.MakeAsync(
                    new Place(organization.Management, stack.Declaration.HomeRegion),
                    text => Fill(text, stack, organization)
                );
            }
            catch (AwsException exception)
            {
                throw new InvalidOperationException($"{seed.Name}: {exception.Message}", exception);
            }
        }

        var report = await EmulatedVerification.Of(config, organization).RunAsync(TestContext.Current.CancellationToken);

        var hidden = seeds.Select(seed => seed.Replaces).ToHashSet();
        var expected = seeds.SelectMany(seed => seed.Further.Prepend(seed.Deviation)).Where(one => !hidden.Contains(one)).ToList();
        var found = report.Deviations.Select(one => $"{one.Kind} {one.Resource}{(one.Field is null ? "" : $", {one.Field}")}").ToList();
        Complaints.AssertNone([
            .. expected.Where(one => !found.Any(other => Matches(one, other))).Select(one => $"not found: {one}"),
            .. found.Where(one => !expected.Any(other => Matches(other, one))).Select(one => $"falsely found: {one}"),
        ]);
    }

    [Fact]
    public async Task A_tag_that_somebody_changes_is_found_on_each_kind_of_resource()
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var config = DeployedSample.Configuration(organization);
        config["bedrock-defense:tags"] = """{"team":"security"}""";
        var stack = await StackDeployment.CreateAsync(config, organization);
        var changed = stack
            .Resources.Where(resource => resource.Inputs["tags"] is JsonObject)
            .DistinctBy(resource => resource.Type)
            .Where(resource => resource.Type is not ("aws:iam/role:Role" or "aws:cloudformation/stackSet:StackSet"))
            .ToList();
        foreach (var resource in changed)
        {
            var inputs = resource.Inputs.DeepClone().AsObject();
            inputs["tags"] = new JsonObject { ["team"] = "mallory", ["other"] = "x" };
            await EmulatedTags.SetAsync(stack.PlaceOf(resource), resource with { Inputs = inputs });
        }

        var report = await EmulatedVerification.Of(config, organization).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(14, changed.Count);
        Assert.All(
            report.Deviations,
            one => Assert.Equal(("tags", """{"team":"security"}""", """{"team":"mallory"}"""), (one.Field, one.Declared, one.Found))
        );
        Assert.Equal(
            changed.Select(resource => resource.Type.Split(':')[^1]).Order(),
            report.Deviations.Select(one => one.Resource.Split('/', ' ')[1]).Order()
        );
    }

    private static void Interrupt(CancellationTokenSource interruption, int read)
    {
        if (read == 50)
        {
            interruption.Cancel();
        }
    }

    private static bool Matches(string expected, string found) =>
        expected.EndsWith('*') ? found.StartsWith(expected[..^1], StringComparison.Ordinal) : found == expected;

    private static string Fill(string text, StackDeployment stack, EmulatedOrganization organization)
    {
        return text.Replace("%account%", organization.Management.Id, StringComparison.Ordinal)
            .Replace("%root%", organization.RootId, StringComparison.Ordinal)
            .Replace("%member%", organization.Members[0].Id, StringComparison.Ordinal)
            .Replace("%policy%", Id("organizations/policy:Policy", "guardrails-1"), StringComparison.Ordinal)
            .Replace("%trailBucket%", Id("s3/bucket:Bucket", "bedrock-defense-trail"), StringComparison.Ordinal)
            .Replace("%huntsBucket%", Id("s3/bucket:Bucket", "bedrock-defense-hunts"), StringComparison.Ordinal)
            .Replace("%trailKey%", Id("kms/key:Key", "bedrock-defense-trail"), StringComparison.Ordinal)
            .Replace("%alertsKey%", Id("kms/key:Key", "bedrock-defense-alerts"), StringComparison.Ordinal)
            .Replace("%canarySubscription%", Id("sns/topicSubscription:TopicSubscription", "canary"), StringComparison.Ordinal)
            .Replace(
                "%emailSubscription%",
                Id("sns/topicSubscription:TopicSubscription", "critical-email-d7d239c5"),
                StringComparison.Ordinal
            );

        string Id(string type, string name) => stack.Declaration.OfType($"aws:{type}").Single(one => one.Name == name).Id;
    }
}
