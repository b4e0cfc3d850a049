using System.Collections.Immutable;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Copying;

/// <summary>Which account's invocations are copied from which log group, and which are not.</summary>
/// <param name="Common">The log group of all accounts that are not listed.</param>
/// <param name="ByAccount">The log groups of accounts with their own; null where the account writes to none.</param>
internal sealed record CopySources(string Common, ImmutableSortedDictionary<string, string?> ByAccount)
{
    /// <summary>Finds the sources of a configuration.</summary>
    public static CopySources Of(DefenseSettings settings, LoggingDecisions decisions) =>
        new(
            settings.InvocationLogging.LogGroup,
            decisions.OtherDestinations.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => entry.Value.LogGroup,
                StringComparer.Ordinal
            )
        );

    /// <summary>Every log group that is copied somewhere, the common one first.</summary>
    public ImmutableArray<string> LogGroups => [.. ByAccount.Values.OfType<string>().Prepend(Common).Distinct(StringComparer.Ordinal)];

    /// <summary>The accounts that write to no log group, so that nothing of theirs is copied.</summary>
    public IEnumerable<string> Uncopied => ByAccount.Where(entry => entry.Value is null).Select(entry => entry.Key);

    /// <summary>Gives the log group of an account; null where it writes to none.</summary>
    public string? In(string account) => ByAccount.TryGetValue(account, out var own) ? own : Common;

    /// <summary>
    /// Says in sentences what is copied, and what is not. Bedrock writes what is too long for CloudWatch Logs to a bucket only (Amazon
    /// Bedrock User Guide, "Monitor model invocation").
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="decisions">The accounts that log elsewhere.</param>
    /// <param name="bucket">The name of the bucket of the copies.</param>
    /// <param name="account">The account of that bucket.</param>
    public static IEnumerable<string> Describe(DefenseSettings settings, LoggingDecisions decisions, string bucket, string account)
    {
        var sources = Of(settings, decisions);
        yield return $"Copied to s3://{bucket} in account {account}: what arrives in the log group "
            + $"{string.Join(" or ", sources.LogGroups)} of each account and governed Region.";
        foreach (var uncopied in sources.Uncopied)
        {
            yield return decisions.ByAccount[uncopied].IsLeftAlone
                ? $"Not copied: account {uncopied}, whose logging is left alone."
                : $"Not copied: account {uncopied}, which logs to the bucket {decisions.ByAccount[uncopied].Bucket} only.";
        }

        yield return "Not copied: bodies over 100 KB and binary data, which CloudWatch Logs does not take"
            + (settings.InvocationLogging.S3 == InvocationsInS3.None ? "." : "; they stay in the bucket of their account and Region.");
        if (settings.InvocationLogging.Masked.IsEmpty)
        {
            yield break;
        }

        yield return "Masked in the log groups that the stack creates, and so in their copies, as far as CloudWatch Logs finds it: "
            + $"{string.Join(", ", settings.InvocationLogging.Masked)}.";
        foreach (var other in decisions.AccountsWithoutDestinations.Where(other => sources.In(other) is not null))
        {
            yield return $"Not masked: account {other}, whose log group {sources.In(other)} exists already.";
        }

        if (settings.InvocationLogging.S3 != InvocationsInS3.None)
        {
            yield return "Not masked: what Bedrock writes to the bucket of an account and Region.";
        }
    }
}
