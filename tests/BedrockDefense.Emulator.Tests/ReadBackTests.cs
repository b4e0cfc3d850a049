using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Inspection;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Tests;

/// <summary>The comparison notices every difference from the declaration.</summary>
public sealed class ReadBackTests(MotoFixture moto)
{
    [Fact]
    public async Task What_somebody_changed_or_took_away_or_never_came_is_found()
    {
        var places = new Places(await moto.AccountAsync("500000000001"), "eu-central-1");
        var queue = await MakeAsync(places, "aws:sqs/queue:Queue", new() { ["name"] = "changed", ["messageRetentionSeconds"] = 300 });
        var policy = await MakeAsync(
            places,
            "aws:sqs/queuePolicy:QueuePolicy",
            new() { ["queueUrl"] = queue.Id, ["policy"] = """{"Version":"2012-10-17","Statement":[]}""" }
        );
        var topic = await MakeAsync(places, "aws:sns/topic:Topic", new() { ["name"] = "taken-away" });
        var trusting = await MakeAsync(
            places,
            "aws:iam/role:Role",
            new() { ["name"] = "trusting", ["assumeRolePolicy"] = """{ "Statement": [], "Version": "2012-10-17" }""" }
        );
        trusting.Inputs["assumeRolePolicy"] = """{"Version":"2012-10-17","Statement":[]}""";
        var never = topic with { Name = "never-made", Id = "arn:aws:sns:eu-central-1:500000000001:never-made" };
        await places.Home.JsonAsync(
            "sqs",
            "SetQueueAttributes",
            new()
            {
                ["QueueUrl"] = queue.Id,
                ["Attributes"] = new JsonObject
                {
                    ["MessageRetentionPeriod"] = "600",
                    ["Policy"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}""",
                },
            }
        );
        await ResourceKinds.Of(topic.Type, topic.Name).Delete(places.Home, topic);

        var readBack = await ReadBack.OfAsync(
            new StackDeployment(
                places,
                new StackDeclaration(places.HomeRegion, SampleOrganization.Default, "", "", [queue, policy, topic, trusting, never])
            )
        );

        Assert.Equal(
            [
                "aws:sqs/queue:Queue it, messageRetentionSeconds: declared \"300\", found \"600\"",
                """aws:sqs/queuePolicy:QueuePolicy it, policy: declared {"Statement":[],"Version":"2012-10-17"}, found """
                    + """{"Statement":[{"Effect":"Allow"}],"Version":"2012-10-17"}""",
                "aws:sns/topic:Topic it, itself: declared there",
                "aws:sns/topic:Topic never-made, itself: declared there",
            ],
            readBack.Differences.Select(difference =>
                difference.Input == "itself" ? difference.ToString().Split(", found")[0] : difference.ToString()
            )
        );
        Assert.Equal("600", readBack.Found.Resources[0].Inputs["messageRetentionSeconds"]!.ToString());
    }

    [Fact]
    public void A_type_that_nobody_knows_is_an_error_with_its_name() =>
        Assert.Equal(
            "nobody knows how to make vault, of the type aws:backup/vault:Vault, on the emulator; add the type to Provisioning/Services",
            Assert.Throws<NotSupportedException>(() => ResourceKinds.Of("aws:backup/vault:Vault", "vault")).Message
        );

    private static async Task<DeclaredResource> MakeAsync(Places places, string type, JsonObject inputs)
    {
        var created = await ResourceKinds.Of(type, "it").Create(places.Home, "it", inputs);
        return new DeclaredResource(type, "it", ResourceRelations.None, created.Id, created.Arn, inputs);
    }
}
