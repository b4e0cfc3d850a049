using System.Text.Json.Nodes;
using BedrockDefense.Emulator.Moto;

namespace BedrockDefense.Emulator.Tests.Deployment;

/// <summary>
/// Deletes what a failed stack has created, as CloudFormation does and the emulator does not. It keeps what is retained (AWS CloudFormation
/// Template Reference, "DeletionPolicy attribute").
/// </summary>
internal static class Rollback
{
    /// <summary>Deletes a template's resources in some accounts and Regions. Missing resources are skipped.</summary>
    public static async Task RunAsync(JsonObject template, EmulatedOrganization organization, IReadOnlyList<string> regions)
    {
        foreach (var (account, region) in organization.Members.SelectMany(account => regions, (account, region) => (account, region)))
        {
            foreach (var (type, logicalId, properties) in new ExpectedStack(template, "aws", account.Id, region).Declared.Reverse())
            {
                if (template["Resources"]![logicalId]!["DeletionPolicy"]?.GetValue<string>() != "Retain")
                {
                    await DeleteAsync(new Place(organization.Management.InAccount(account.Id), region), type, properties);
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
            // The stack failed before it created this resource.
        }
    }
}
