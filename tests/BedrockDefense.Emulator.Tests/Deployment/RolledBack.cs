using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Emulator.Provisioning;

namespace BedrockDefense.Emulator.Tests.Deployment;

/// <summary>
/// Takes back what a stack that could not be made has made before, as CloudFormation does and the emulator does not: all
/// but what is retained (AWS CloudFormation Template Reference, "DeletionPolicy attribute").
/// </summary>
internal static class RolledBack
{
    /// <summary>Takes back a template's resources in some accounts and Regions; what is not there is passed over.</summary>
    public static async Task InAsync(JsonObject template, EmulatedOrganization organization, IReadOnlyList<string> regions)
    {
        foreach (var (account, region) in organization.Members.SelectMany(account => regions, (account, region) => (account, region)))
        {
            foreach (var (type, logicalId, properties) in new ExpectedStack(template, "aws", account.Id, region).Declared.Reverse())
            {
                if (template["Resources"]![logicalId]!["DeletionPolicy"]?.GetValue<string>() != "Retain")
                {
                    await DeleteAsync(new Place(organization.Management.For(account.Id), region), type, properties);
                }
            }
        }
    }

    private static async Task DeleteAsync(Place place, string type, JsonObject properties)
    {
        try
        {
            switch (type)
            {
                case "AWS::IAM::Role":
                    var role = properties["RoleName"]!.GetValue<string>();
                    foreach (var policy in properties["Policies"]!.AsArray())
                    {
                        await place.QueryAsync(
                            "iam",
                            "DeleteRolePolicy",
                            ("RoleName", role),
                            ("PolicyName", policy!["PolicyName"]!.GetValue<string>())
                        );
                    }

                    await place.QueryAsync("iam", "DeleteRole", ("RoleName", role));
                    break;
                case "AWS::SQS::Queue":
                    var url = await place.JsonAsync(
                        "sqs",
                        "GetQueueUrl",
                        new() { ["QueueName"] = properties["QueueName"]!.GetValue<string>() }
                    );
                    await place.JsonAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = url["QueueUrl"]!.GetValue<string>() });
                    break;
            }
        }
        catch (AwsException)
        {
            // The stack failed before it came to this.
        }
    }
}
