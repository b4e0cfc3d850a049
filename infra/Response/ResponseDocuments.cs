using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>The documents of the restorer in one account and Region.</summary>
/// <param name="settings">The settings.</param>
/// <param name="accountId">The account; in a CloudFormation template its pseudo parameter.</param>
/// <param name="region">The Region, likewise.</param>
internal sealed class ResponseDocuments(DefenseSettings settings, string accountId, string region)
{
    /// <summary>Who may assume the restorer's role.</summary>
    public string RestorerTrust => Fill("access/restorer-trust.json");

    /// <summary>What the restorer may do.</summary>
    public string RestorerPermissions => Fill("access/restorer-permissions.json");

    /// <summary>Who may assume the role that starts the restorer.</summary>
    public string StartTrust => Fill("access/restorer-start-trust.json");

    /// <summary>What it may do.</summary>
    public string StartPermissions => Fill("access/restorer-start-permissions.json");

    /// <summary>Who may assume the role that writes the invocations.</summary>
    public string DeliveryTrust => Fill("access/delivery-trust.json");

    /// <summary>What it may do.</summary>
    public string DeliveryPermissions => Fill("access/delivery-permissions.json");

    /// <summary>
    /// The wanted configuration, as the parameters of <c>PutModelInvocationLoggingConfiguration</c>; Step Functions and
    /// Scheduler write them in PascalCase (AWS Step Functions Developer Guide, "Learning to use AWS service SDK integrations").
    /// </summary>
    public string LoggingConfig
    {
        get
        {
            var parameters = JsonNode.Parse(Fill("response/logging-config.json"))!;
            var config = parameters.AsObject().Single().Value!;
            if (settings.InvocationLogging.S3 != InvocationsInS3.None)
            {
                config["CloudWatchConfig"]!["LargeDataDeliveryS3Config"] = new JsonObject { ["BucketName"] = Bucket };
            }

            if (settings.InvocationLogging.S3 == InvocationsInS3.All)
            {
                config["S3Config"] = new JsonObject { ["BucketName"] = Bucket };
            }

            return parameters.ToJsonString(JsonText.Options);
        }
    }

    /// <summary>The bucket of the invocations.</summary>
    public string Bucket => settings.InvocationLogging.BucketIn(accountId, region);

    /// <summary>Who may write to it.</summary>
    public string BucketPolicy => Fill("access/invocation-bucket.json");

    /// <summary>The state machine in Amazon States Language.</summary>
    public string Definition
    {
        get
        {
            var definition = JsonNode.Parse(Fill("response/restore.asl.json"))!;
            definition["States"]!["Restore"]!["Parameters"] = JsonNode.Parse(LoggingConfig);
            return definition.ToJsonString(JsonText.Options);
        }
    }

    /// <summary>The pattern of the ARNs of the rules that start the restorer.</summary>
    public string RuleArns => $"arn:{settings.HomeRegion.Partition}:events:{region}:{accountId}:rule/{Names.Restorer}*";

    /// <summary>The ARN of the restorer's role.</summary>
    public string RestorerRole => $"arn:{settings.HomeRegion.Partition}:iam::{accountId}:role/{Names.RestorerRole(region)}";

    /// <summary>A document of <c>policies/</c> with the values of this place.</summary>
    public string Fill(string path) => PolicyTemplate.Load(path).FillFrom(new Dictionary<string, IReadOnlyList<string>>
    {
        ["accountId"] = [accountId],
        ["bucket"] = [Bucket],
        ["deliveryRole"] = [settings.InvocationLogging.Role],
        ["logGroup"] = [settings.InvocationLogging.LogGroup],
        ["partition"] = [settings.HomeRegion.Partition],
        ["region"] = [region],
        ["regions"] = [.. settings.Regions.Select(governed => governed.Code)],
        ["restorerName"] = [Names.Restorer],
    });
}
