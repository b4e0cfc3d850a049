using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;
using BedrockDefense.Emulator.Tests;
using BedrockDefense.Emulator.Tests.Verifying;

[assembly: AssemblyFixture(typeof(DeployedEverySetting))]

namespace BedrockDefense.Emulator.Tests;

/// <summary>
/// A stack with every kind of setting, with bus and trail bucket in accounts of their own. It is deployed once for all tests, which only
/// read it.
/// </summary>
public sealed class DeployedEverySetting
{
    private readonly Lock _making = new();
    private Task<(StackDeployment, EmulatedOrganization, IReadOnlyDictionary<string, string>)>? _stack;

    /// <summary>
    /// Deploys the stack and returns it with its organization and its configuration. Without moto the test ends here.
    /// </summary>
    internal Task<(StackDeployment Stack, EmulatedOrganization Organization, IReadOnlyDictionary<string, string> Config)> StackAsync(
        MotoFixture moto
    )
    {
        Tool.Require(MotoServer.Program, MotoServer.InstallCommand);
        lock (_making)
        {
            return _stack ??= MakeAsync(moto);
        }
    }

    private static async Task<(StackDeployment, EmulatedOrganization, IReadOnlyDictionary<string, string>)> MakeAsync(MotoFixture moto)
    {
        var organization = await DeployedSample.OrganizationAsync(moto);
        var (security, logArchive) = (organization.Members[0].Id, organization.Members[1].Id);
        // Which services are delegated to an administrator is asked account by account.
        await new Place(organization.Management, "eu-central-1").JsonAsync(
            "organizations",
            "RegisterDelegatedAdministrator",
            new() { ["AccountId"] = logArchive, ["ServicePrincipal"] = "ssm.amazonaws.com" }
        );
        var config = DeployedSample.Configuration(organization);
        config["bedrock-defense:securityAccount"] = $$"""{"id":"{{security}}","roleArn":"arn:aws:iam::{{security}}:role/Deployment"}""";
        config["bedrock-defense:invocationLogging"] = """{"s3":"all","copies":{"retentionDays":90,"mask":["EmailAddress"]}}""";
        config["bedrock-defense:denyUnloggedInference"] = "true";
        config["bedrock-defense:tags"] = """{"cost-center":"4711","team":"security: bedrock"}""";
        var connection = $"arn:aws:events:eu-central-1:{security}:connection/bedrock-defense-x/0f1e2d3c-4b5a-4968-8776-655443322110";
        config["bedrock-defense:alerts"] = $$"""
            [
              {"protocol":"chat"},
              {"protocol":"securityhub"},
              {"protocol":"slack","endpoint":"C0123456789","severities":["medium"],
              "connection":"{{connection}}"},
              {"protocol":"webhook","endpoint":"https://siem.example.com/hook","severities":["low"],
              "connection":"{{connection}}"},
              {"protocol":"email","endpoint":"soc@example.com","detections":["cloudtrail-stopped"]},
              {"protocol":"sms","endpoint":"+14255550100","severities":["critical"]},
              {"protocol":"https","endpoint":"https://siem.example.com/hook","severities":["high","medium"]},
              {"protocol":"sqs","endpoint":"arn:aws:sqs:eu-central-1:{{security}}:siem","accounts":["{{logArchive}}"]},
              {"protocol":"lambda","endpoint":"arn:aws:lambda:eu-central-1:{{security}}:function:triage"},
              {"protocol":"firehose","endpoint":"arn:aws:firehose:eu-central-1:{{security}}:deliverystream/findings",
              "roleArn":"arn:aws:iam::{{security}}:role/sns-to-firehose"}
            ]
            """;
        config["bedrock-defense:logArchiveAccount"] =
            $$"""{"id":"{{logArchive}}","roleArn":"arn:aws:iam::{{logArchive}}:role/Deployment"}""";

        config = EmulatedMembers.WithAuditor(config, organization.Management.Id);
        var stack = await StackDeployment.CreateAsync(config, organization);
        await EmulatedMembers.CompleteAsync(stack, organization);
        return (stack, organization, config);
    }
}
