using System.IO.Enumeration;
using BedrockDefense.Infra.Foundation;

namespace BedrockDefense.Infra.Settings;

/// <summary>Names that are taken: by other resources of this stack, or by AWS.</summary>
internal static class ReservedNames
{
    /// <summary>
    /// What everything that receives model invocations is called unless told otherwise; the rest of the stack has no such name.
    /// </summary>
    public const string Invocations = $"{Names.Product}-invocations";

    // The guardrails exempt roles of the first by their name, and people trust the others to be what AWS made them.
    private static readonly string[] RolesOfAws = ["stacksets-exec-", "AWSReservedSSO_", "AWSServiceRoleFor"];

    // A bucket of the stack whose name Pulumi ends; what a pattern of the settings must not stand for.
    private static readonly string[] OtherBuckets = [$"{Names.Product}-trail-0a1b2c3", $"{Names.Product}-hunts-0a1b2c3"];

    /// <summary>Why the role with which Bedrock writes cannot have this name; null when it can.</summary>
    /// <param name="name">The name, valid in itself.</param>
    /// <param name="others">The ARNs, or their patterns, of the roles that the settings name, each with its key.</param>
    public static string? FaultOfRole(string name, IEnumerable<(string Key, string Arn)> others)
    {
        // IAM User Guide, "IAM identifiers": two names that differ in case only are one.
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

    /// <summary>Why the bucket of model invocations cannot have this name; null when it can.</summary>
    /// <param name="pattern">The name, with <c>*</c> for any text.</param>
    public static string? FaultOfBucket(string pattern) =>
        IsOurs(pattern) || OtherBuckets.Any(other => FileSystemName.MatchesSimpleExpression(pattern, other))
            ? $"may be the name of this stack's other buckets, such as {OtherBuckets[0]}"
            : null;

    private static bool IsOurs(string name) =>
        name.StartsWith(Names.Product, StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith(Invocations, StringComparison.OrdinalIgnoreCase);
}
