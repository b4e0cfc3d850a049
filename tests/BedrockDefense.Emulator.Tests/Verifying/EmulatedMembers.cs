using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Attack;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>The member accounts of a deployed stack. The emulator's CloudFormation leaves out some of what AWS's makes there.</summary>
internal static class EmulatedMembers
{
    // "No Moto CloudFormation support for …", or the settings of a bucket that it passes over.
    private static readonly HashSet<string> LeftOut =
    [
        LogsReaders.DataProtectionPolicy,
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        "aws:scheduler/schedule:Schedule",
        "aws:scheduler/scheduleGroup:ScheduleGroup",
        "aws:sqs/queuePolicy:QueuePolicy",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketVersioning:BucketVersioning",
    ];

    /// <summary>The name of the role that verifies, in the management account.</summary>
    public const string Verifier = "Verifier";

    /// <summary>Lets a role of the management account enter the members.</summary>
    public static Dictionary<string, string> WithAuditor(
        IReadOnlyDictionary<string, string> config,
        string management,
        string partition = "aws"
    ) => new(config) { ["bedrock-defense:verification"] = $$"""{"auditor":"arn:{{partition}}:iam::{{management}}:role/{{Verifier}}"}""" };

    /// <summary>
    /// Creates what the emulator leaves out, and does what each restorer does at its first start: it puts the logging configuration.
    /// </summary>
    public static async Task CompleteAsync(StackDeployment stack, EmulatedOrganization organization)
    {
        foreach (var instances in stack.Declaration.OfType("aws:cloudformation/stackInstances:StackInstances"))
        {
            var template = MemberTemplate.Of(stack.Declaration, instances);
            var standing = await CloudFormationReaders.InstancesAsync(stack.PlaceOf(instances), instances);
            foreach (var (account, region) in standing.Select(one => (one.Account, one.Region)))
            {
                var place = new Place(organization.Management.InAccount(account), region);
                foreach (var resource in TemplateResources.Of(template.ResourcesIn(account, region)))
                {
                    if (LeftOut.Contains(resource.Type))
                    {
                        await ResourceKinds.Of(resource.Type, resource.Name).Create(place, resource.Name, WithFilters(resource.Inputs));
                    }

                    await StartAsync(place, resource);
                }
            }
        }

        foreach (var machine in stack.Declaration.OfType("aws:sfn/stateMachine:StateMachine"))
        {
            await StartAsync(stack.PlaceOf(machine), machine);
        }
    }

    // A rule of a template without a filter is for the whole bucket.
    private static JsonObject WithFilters(JsonObject inputs)
    {
        foreach (var rule in (inputs["rules"] as JsonArray ?? []).OfType<JsonObject>().Where(rule => rule.ContainsKey("expiration")))
        {
            rule["filter"] = new JsonObject { ["prefix"] = "" };
        }

        return inputs;
    }

    private static async Task StartAsync(Place place, DeclaredResource resource)
    {
        if (
            resource.Type == "aws:sfn/stateMachine:StateMachine"
            && DeclaredLogging.Of(resource.Id, JsonNode.Parse(resource.Text("definition")!)!) is JsonObject wanted
        )
        {
            await LoggingConfiguration.PutAsync(place, wanted);
        }
    }
}
