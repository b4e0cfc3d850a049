using BedrockDefense.Aws;

namespace BedrockDefense.Live.Clients;

/// <summary>The addresses of AWS's services (AWS General Reference, "Service endpoints and quotas").</summary>
/// <param name="overriding">An address that answers for every service, such as an emulator's; null for AWS itself.</param>
public sealed class AwsEndpoints(Uri? overriding)
{
    /// <summary>Finds the address of a service in a Region.</summary>
    /// <param name="service">The service's name in a signature.</param>
    /// <param name="region">The code of the Region.</param>
    public Uri Of(string service, string region)
    {
        if (overriding is not null)
        {
            return overriding;
        }

        var partition = AwsRegion.Find(region)?.Partition ?? "aws";
        var suffix = AwsPartition.Find(partition).DnsSuffix;
        return new Uri(
            (service, partition) switch
            {
                // IAM has one address in each partition, and only in the commercial one it names no Region.
                ("iam", "aws") => $"https://iam.{suffix}",
                ("iam", "aws-us-gov") => $"https://iam.us-gov.{suffix}",
                _ => $"https://{service}.{region}.{suffix}",
            }
        );
    }
}
