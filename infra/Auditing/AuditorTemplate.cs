using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Auditing;

/// <summary>The CloudFormation template of the role that reads what stands in a member account, and nothing else.</summary>
internal static class AuditorTemplate
{
    /// <summary>Writes the template.</summary>
    /// <param name="auditor">The ARN of the only role that may assume the template's role.</param>
    /// <param name="settings">The settings, which decide what there is to read.</param>
    /// <exception cref="InvalidInputException">The template is longer than CloudFormation allows.</exception>
    public static string Of(string auditor, DefenseSettings settings)
    {
        var values = new PlaceholderValues
        {
            [Placeholder.AccountId] = [MemberTemplates.AccountId],
            [Placeholder.ForwarderName] = [Names.Forwarder],
            [Placeholder.InvocationBucket] = [settings.InvocationLogging.Bucket],
            [Placeholder.InvocationLogGroup] = [settings.InvocationLogging.LogGroup],
            [Placeholder.InvocationRole] = [settings.InvocationLogging.Role],
            [Placeholder.Partition] = [settings.HomeRegion.Partition],
            [Placeholder.Product] = [Names.Product],
            [Placeholder.RestorerName] = [Names.Restorer],
            [Placeholder.VerifierRole] = [auditor],
        };
        var template = Document("templates/member-auditor.json");
        var role = template["Resources"]!["AuditorRole"]!["Properties"]!;
        role["AssumeRolePolicyDocument"] = Document("access/auditor-trust.json");
        role["Policies"] = new JsonArray([
            .. Subjects(settings)
                .Select(subject => new JsonObject
                {
                    ["PolicyName"] = $"read-{subject}",
                    ["PolicyDocument"] = Document($"access/auditor-{subject}.json"),
                }),
        ]);
        return MemberTemplates.Text(template);

        JsonNode Document(string path) => JsonNode.Parse(PolicyTemplate.Load(path).FillFrom(values))!;
    }

    // What the settings do not deploy needs no permission to be read.
    private static IEnumerable<string> Subjects(DefenseSettings settings)
    {
        yield return "account";
        yield return "forwarder";
        if (settings.Restore.Mode == RestoreMode.Off)
        {
            yield break;
        }

        yield return "restorer";
        if (
            settings.Restore.Mode != RestoreMode.Observe
            && settings.InvocationLogging is { S3: not InvocationsInS3.None, Create: CreatedLogging.All }
        )
        {
            yield return "bucket";
        }

        if (settings.InvocationLogging.Copies is not null)
        {
            yield return "copies";
        }
    }
}
