using System.IO.Enumeration;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>Refuses names that other resources of this stack, or AWS, already use.</summary>
internal static class ReservedNames
{
    /// <summary>The default name of everything that receives model invocations. No other resource of the stack has this name.</summary>
    public const string Invocations = $"{Names.Product}-invocations";

    // The guardrails exempt roles whose name begins with the first text. People trust roles with the other two beginnings to be what AWS
    // made.
    private static readonly string[] RolesOfAws = ["stacksets-exec-", "AWSReservedSSO_", "AWSServiceRoleFor"];

    // Examples of the stack's other buckets, whose names Pulumi completes. A pattern of the settings must not match them.
    private static readonly string[] OtherBuckets =
    [
        $"{Names.Product}-trail-0a1b2c3",
        $"{Names.Product}-hunts-0a1b2c3",
        $"{Names.Copies}-0a1b2c3",
    ];

    /// <summary>Says why the role with which Bedrock writes cannot have this name; null when it can.</summary>
    /// <param name="name">The name, valid in itself.</param>
    /// <param name="others">The roles that the settings name: ARNs or patterns of ARNs, each with its key.</param>
    public static string? FaultOfRole(string name, IEnumerable<(string Key, string Arn)> others)
    {
        // IAM User Guide, "IAM identifiers": names that differ only in case are the same name.
        if (IsOurs(name))
        {
            return $"begins as the names of this stack's other roles do ({Names.Product})";
        }

        if (RolesOfAws.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } reserved)
        {
            return $"begins as roles of AWS do ({reserved})";
        }

        return
            others.FirstOrDefault(other =>
                string.Equals(other.Arn[(other.Arn.LastIndexOf('/') + 1)..], name, StringComparison.OrdinalIgnoreCase)
            )
                is { Key: { } key }
            ? $"is the role that {key} names too, and an account has one role of a name"
            : null;
    }

    /// <summary>Says why the bucket of model invocations cannot have this name; null when it can.</summary>
    /// <param name="pattern">The name, with <c>*</c> for any text.</param>
    public static string? FaultOfBucket(string pattern) =>
        IsOurs(pattern) || OtherBuckets.Any(other => FileSystemName.MatchesSimpleExpression(pattern, other))
            ? $"may be the name of this stack's other buckets, such as {OtherBuckets[0]}"
            : null;

    private static bool IsOurs(string name) =>
        name.StartsWith(Names.Product, StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith(Invocations, StringComparison.OrdinalIgnoreCase);
}
