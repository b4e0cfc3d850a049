using BedrockDefense.Hunting.Activity;

namespace BedrockDefense.Cli.Investigating;

/// <summary>The lists of a summary, in the order in which all formats write them.</summary>
internal static class SummaryList
{
    /// <summary>Returns each list, with its name for people and its name for programs.</summary>
    public static IEnumerable<(string Title, string Name, IReadOnlyList<CallCount> Counts)> Of(ActivitySummary activity) =>
        [
            ("calls", "apis", activity.Apis),
            ("errors", "errors", activity.Errors),
            ("accounts", "accounts", activity.Accounts),
            ("Regions", "regions", activity.Regions),
            ("addresses", "addresses", activity.Addresses),
            ("user agents", "userAgents", activity.UserAgents),
            ("roles", "assumedRoles", activity.AssumedRoles),
        ];

    /// <summary>Returns whether two summaries are of calls of the same numbers, times and values.</summary>
    public static bool AreEqual(ActivitySummary one, ActivitySummary other) =>
        (one.Calls, one.Refused, one.First, one.Last, one.MoreValues)
            == (other.Calls, other.Refused, other.First, other.Last, other.MoreValues)
        && Of(one).Zip(Of(other)).All(pair => pair.First.Counts.SequenceEqual(pair.Second.Counts));
}
