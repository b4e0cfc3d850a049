using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>The documents of the restorer in one account and Region.</summary>
/// <param name="settings">The settings.</param>
/// <param name="accountId">The account; in a CloudFormation template, its pseudo parameter.</param>
/// <param name="region">The Region; in a CloudFormation template, its pseudo parameter.</param>
internal sealed class ResponseDocuments(DefenseSettings settings, string accountId, string region)
{
    /// <summary>The trust policy of the restorer's role.</summary>
    public string RestorerTrust => Fill("access/restorer-trust.json");

    /// <summary>The permissions of the restorer. A restorer that only observes may change nothing.</summary>
    public string RestorerPermissions =>
        Fill(settings.Restore.Mode == RestoreMode.Observe ? "access/observer-permissions.json" : "access/restorer-permissions.json");

    /// <summary>The trust policy of the role that starts the restorer.</summary>
    public string StartTrust => Fill("access/restorer-start-trust.json");

    /// <summary>The permissions of the role that starts the restorer.</summary>
    public string StartPermissions => Fill("access/restorer-start-permissions.json");

    /// <summary>The trust policy of the role that writes the invocations.</summary>
    public string DeliveryTrust => Fill("access/delivery-trust.json");

    /// <summary>The permissions of the role that writes the invocations.</summary>
    public string DeliveryPermissions => Fill("access/delivery-permissions.json");

    /// <summary>
    /// Makes the wanted configuration, as the parameters of <c>PutModelInvocationLoggingConfiguration</c>. Step Functions writes them in
    /// PascalCase (AWS Step Functions Developer Guide, "Learning to use AWS service SDK integrations").
    /// </summary>
    /// <param name="destination">The account's own destination; null for the common destinations.</param>
    /// <param name="types">The kinds of data.</param>
    public JsonObject LoggingConfig(InvocationDestination? destination, IReadOnlyCollection<InvocationData> types)
    {
        var values = Values;
        values[Placeholder.InvocationLogGroup] = [destination?.LogGroup ?? settings.InvocationLogging.LogGroup];
        values[Placeholder.InvocationRole] = [destination?.Role ?? settings.InvocationLogging.Role];
        var parameters = JsonNode.Parse(PolicyTemplate.Load("response/logging-config.json").FillFrom(values))!.AsObject();
        var config = parameters.Single().Value!.AsObject();
        if (destination is null)
        {
            AddCommonBuckets(config);
        }
        else
        {
            AddDestination(config, destination);
        }

        foreach (var type in Enum.GetValues<InvocationData>().Where(type => type != InvocationData.Audio || types.Contains(type)))
        {
            config[$"{type}DataDeliveryEnabled"] = types.Contains(type);
        }

        return parameters;
    }

    private void AddCommonBuckets(JsonObject config)
    {
        if (settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            config["CloudWatchConfig"]!["LargeDataDeliveryS3Config"] = new JsonObject { ["BucketName"] = Bucket };
        }

        if (settings.InvocationLogging.S3 == InvocationsInS3.All)
        {
            config["S3Config"] = new JsonObject { ["BucketName"] = Bucket };
        }
    }

    private static void AddDestination(JsonObject config, InvocationDestination destination)
    {
        if (destination.LogGroup is null)
        {
            config.Remove("CloudWatchConfig");
        }

        if (destination.Bucket is not null)
        {
            config["S3Config"] = new JsonObject { ["BucketName"] = destination.Bucket };
            if (destination.Prefix is not null)
            {
                config["S3Config"]!["KeyPrefix"] = destination.Prefix;
            }
        }
    }

    /// <summary>The bucket of the invocations.</summary>
    public string Bucket => settings.InvocationLogging.BucketIn(accountId, region);

    /// <summary>The policy of the bucket of the invocations.</summary>
    public string BucketPolicy => Fill("access/invocation-bucket.json");

    /// <summary>
    /// The data protection policy of the log group; null where nothing is masked. Both statements must name the same data, and the one that
    /// finds it may send its findings nowhere (Amazon CloudWatch Logs API Reference, "PutDataProtectionPolicy").
    /// </summary>
    public string? DataProtection => settings.InvocationLogging.Masked.IsEmpty ? null : Fill("templates/data-protection.json");

    /// <summary>The pattern of the ARNs of the rules that start the restorer.</summary>
    public string RuleArns => $"arn:{settings.HomeRegion.Partition}:events:{region}:{accountId}:rule/{Names.Restorer}*";

    /// <summary>The ARN of the restorer's role.</summary>
    public string RestorerRole => $"arn:{settings.HomeRegion.Partition}:iam::{accountId}:role/{Names.RestorerRole(region)}";

    /// <summary>Fills a document of <c>policies/</c> with the values of this account and Region.</summary>
    public string Fill(string path) => PolicyTemplate.Load(path).FillFrom(Values);

    private PlaceholderValues Values =>
        new()
        {
            [Placeholder.AccountId] = [accountId],
            [Placeholder.DataIdentifiers] = settings.InvocationLogging.Masked,
            [Placeholder.Product] = [Names.Product],
            [Placeholder.InvocationBucket] = [Bucket],
            [Placeholder.InvocationRole] = [settings.InvocationLogging.Role],
            [Placeholder.InvocationRoles] = settings.InvocationLogging.Roles,
            [Placeholder.InvocationLogGroup] = [settings.InvocationLogging.LogGroup],
            // These log groups belong to accounts that use the stack's own role.
            [Placeholder.DeliveredLogGroups] =
            [
                .. settings
                    .InvocationLogging.PerAccount.Values.Where(own => own.Role is null)
                    .Select(own => own.LogGroup)
                    .OfType<string>()
                    .Prepend(settings.InvocationLogging.LogGroup)
                    .Distinct(StringComparer.Ordinal),
            ],
            [Placeholder.Partition] = [settings.HomeRegion.Partition],
            [Placeholder.Region] = [region],
            [Placeholder.GovernedRegions] = [.. settings.Regions.Select(governed => governed.Code)],
            [Placeholder.RestorerName] = [Names.Restorer],
        };
}
