using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Copying;

/// <summary>The documents of what sends the invocations of one account and Region.</summary>
/// <param name="settings">The settings.</param>
/// <param name="sources">The log groups.</param>
/// <param name="logArchive">The account of the copies.</param>
/// <param name="accountId">The account; in a CloudFormation template, its pseudo parameter.</param>
/// <param name="region">The Region; in a CloudFormation template, its pseudo parameter.</param>
internal sealed class CopyDocuments(DefenseSettings settings, CopySources sources, string logArchive, string accountId, string region)
{
    /// <summary>The trust policy of the role that sends.</summary>
    public string Trust => Fill("access/copier-trust.json");

    /// <summary>The permissions of the role that sends.</summary>
    public string Permissions => Fill("access/copier-permissions.json");

    /// <summary>
    /// The ARN of what a log group sends to, and of the role for it. CloudWatch Logs describes a destination as belonging to another
    /// account, so the log-archive account itself sends to the stream (Amazon CloudWatch Logs API Reference, "PutSubscriptionFilter"). The
    /// stream may be in another Region there as well (Amazon CloudWatch Logs User Guide, "Cross-account cross-Region log data sharing using
    /// Firehose", note). A destination for an organization needs a role of the sender ("Step 2: (Only if using an organization) Create an
    /// IAM role").
    /// </summary>
    /// <param name="isLogArchive">Whether the account is the one of the copies.</param>
    public (string Destination, string Role) Target(bool isLogArchive)
    {
        var partition = settings.HomeRegion.Partition;
        return isLogArchive
            ? (
                $"arn:{partition}:firehose:{settings.HomeRegion.Code}:{logArchive}:deliverystream/{Names.Copies}",
                $"arn:{partition}:iam::{logArchive}:role/{Names.CopiesIntake}"
            )
            : (
                $"arn:{partition}:logs:{region}:{logArchive}:destination:{Names.Copies}",
                $"arn:{partition}:iam::{accountId}:role/{Names.Copier}-{region}"
            );
    }

    /// <summary>Fills a document of <c>policies/</c> with the values of this account and Region.</summary>
    public string Fill(string path) =>
        PolicyTemplate
            .Load(path)
            .FillFrom(
                new PlaceholderValues
                {
                    [Placeholder.AccountId] = [accountId],
                    [Placeholder.CopiedLogGroups] = sources.LogGroups,
                    [Placeholder.LogArchiveAccountId] = [logArchive],
                    [Placeholder.Partition] = [settings.HomeRegion.Partition],
                    [Placeholder.Product] = [Names.Product],
                    [Placeholder.Region] = [region],
                }
            );
}
