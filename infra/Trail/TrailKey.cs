using BedrockDefense.Infra.Settings;
using Pulumi;
using Kms = Pulumi.Aws.Kms;

namespace BedrockDefense.Infra.Trail;

/// <summary>The key that encrypts the trail's log files; only this trail can use it to write.</summary>
internal sealed class TrailKey
{
    public TrailKey(string trailArn, DefenseSettings settings, OrganizationFacts organization, TargetAccount account, Resource parent)
    {
        var key = new Kms.Key($"{Names.Product}-trail", new()
        {
            Description = "Encrypts the log files of the BedrockDefense organization trail.",
            EnableKeyRotation = true,
            DeletionWindowInDays = 30,
            Policy = Documents.Fill(
                "access/trail-key.json",
                ("accountId", account.Id),
                ("partition", settings.HomeRegion.Partition),
                ("managementAccountId", organization.ManagementAccountId),
                ("trailArn", trailArn)),
        }, new() { Parent = parent, Provider = account.Provider, RetainOnDelete = true });
        _ = new Kms.Alias($"{Names.Product}-trail", new()
        {
            Name = $"alias/{Names.Product}-trail",
            TargetKeyId = key.KeyId,
        }, new() { Parent = parent, Provider = account.Provider });
        Arn = key.Arn;
    }

    /// <summary>The key's ARN.</summary>
    public Output<string> Arn { get; }
}
