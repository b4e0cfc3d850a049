using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Detection;

/// <summary>The notices that AWS itself can send about this stack with some settings, and their patterns.</summary>
internal static class NoticePatterns
{
    /// <summary>Lists the notices that are possible with these settings, in the order of their ids.</summary>
    public static ImmutableArray<Notice> Of(DefenseSettings settings)
    {
        string[] ofRestorer = settings.Restore.Mode switch
        {
            RestoreMode.Off => [],
            RestoreMode.Observe => ["logging-as-wanted", "logging-differs", "observation-failed"],
            _ =>
            [
                .. settings.InvocationLogging.DataTypes.Contains(InvocationData.Audio) ? ["audio-left-out"] : (string[])[],
                "restore-failed",
            ],
        };
        return [.. ofRestorer.Concat(["members-uncovered", "path-dead-letters"]).Order(StringComparer.Ordinal).Select(Notice.Find)];
    }

    /// <summary>Makes the pattern of a notice's events in this stack.</summary>
    public static string Of(Notice notice) =>
        notice.Pattern(
            new PlaceholderValues
            {
                [Placeholder.ForwarderName] = [Names.Forwarder],
                [Placeholder.Product] = [Names.Product],
                [Placeholder.RestorerName] = [Names.Restorer],
            }
        );

    /// <summary>Counts the rules for notices on the central bus whose patterns have wildcards.</summary>
    public static int WildcardRules(DefenseSettings settings) =>
        Of(settings).Count(notice => Of(notice).Contains("\"wildcard\":", StringComparison.Ordinal));

    /// <summary>
    /// Lists the patterns of events that only the management account gets, and that its forwarders forward in addition. Each comes with the
    /// end of its rule's name.
    /// </summary>
    /// <param name="isHome">Whether the forwarder is in the home Region, where the StackSets are.</param>
    public static IEnumerable<(string Name, string Pattern)> OfManagement(bool isHome) =>
        [
            ("alarms", Of(Notice.Find("path-dead-letters"))),
            .. isHome ? [("stack-sets", Of(Notice.Find("members-uncovered")))] : (IEnumerable<(string, string)>)[],
        ];
}
