using System.Text.Json;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;

namespace BedrockDefense.Live.Verifying;

/// <summary>
/// Finds what masks the records of a log group or sends them elsewhere: its own data protection policy, and policies of the whole account
/// and Region (Amazon CloudWatch Logs API Reference, "GetDataProtectionPolicy", "DescribeAccountPolicies"). The program declares no policy
/// of an account, and one of a log group only where <c>mask</c> asks for it. AWS shows policies of the account to those only who may also
/// read policies and subscription filters of log groups.
/// </summary>
internal static class LogGroupPolicies
{
    // So begin the criteria of a policy that leaves log groups out; a list of names follows ("PutAccountPolicy").
    private const string LeavesOut = "LogGroupName NOT IN ";

    private static readonly (string Type, string Effect)[] Types =
    [
        ("DATA_PROTECTION_POLICY", "can mask what is read from it"),
        ("SUBSCRIPTION_FILTER_POLICY", "sends its records elsewhere"),
    ];

    /// <summary>Lists the policies that apply to a log group, a sentence and a remedy each.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="group">The log group's name.</param>
    /// <param name="isMasked">Whether a policy of its own is declared. Its reader compares that one.</param>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<IReadOnlyList<(string Addition, string Remedy)>> OfAsync(Place place, string group, bool isMasked)
    {
        List<(string, string)> found = [];
        if (!isMasked && await LogsReaders.FindDataProtectionAsync(place, group).ConfigureAwait(false) is not null)
        {
            found.Add(
                (
                    "it has a data protection policy, which can mask what is read from it and is not declared",
                    $"aws logs delete-data-protection-policy --region {place.Region} --log-group-identifier {ShellWord.Of(group)}"
                )
            );
        }

        foreach (var (type, effect) in Types)
        {
            var policies = await place
                .AllAsync("logs", "DescribeAccountPolicies", "accountPolicies", new() { ["policyType"] = type })
                .ConfigureAwait(false);
            found.AddRange(
                policies
                    .Where(policy => !LeftOut(policy.Text("selectionCriteria")).Contains(group))
                    .Select(policy =>
                        (
                            $"the account's policy {policy.Need("policyName")} ({type}) {effect}, and is not declared",
                            $"look who put it; where it is meant, let its selection criteria leave {group} out; otherwise "
                                + $"aws logs delete-account-policy --region {place.Region} --policy-type {type} "
                                + $"--policy-name {ShellWord.Of(policy.Need("policyName"))}"
                        )
                    )
            );
        }

        return found;
    }

    // Criteria of any other form leave nothing out for certain.
    private static string[] LeftOut(string? criteria)
    {
        if (criteria?.StartsWith(LeavesOut, StringComparison.Ordinal) != true)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<string[]>(criteria[LeavesOut.Length..]) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
