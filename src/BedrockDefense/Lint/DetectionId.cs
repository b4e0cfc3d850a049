using System.Text.RegularExpressions;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.Lint;

/// <summary>Checks the id of a detection, which names a folder, EventBridge rules, saved queries and runbook files.</summary>
public static partial class DetectionId
{
    // Names that are already in use: the saved query of all detections, and the rule that tests the path of alerts.
    private static readonly string[] OtherNames = ["all-detections", "canary"];

    /// <summary>Returns what is wrong with an id and what the valid form is, or null when nothing is wrong.</summary>
    /// <param name="id">The id to check.</param>
    public static string? FaultOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var shown = VisibleText.Quote(id, VisibleText.Excerpt);
        return id.Length > Detection.MaximumIdLength
                ? $"the id {shown} has {id.Length} characters; at most {Detection.MaximumIdLength} fit the names made of it"
            : !Form().IsMatch(id)
                ? $"{shown} is no id; write words of lower-case letters and digits with a hyphen between them, such as cloudtrail-stopped"
            : AlertRule.DetectionOf(id) != id
                ? $"the id {shown} ends as the rules for a part of a detection's events do"
                    + $" ({string.Join(", ", AlertRule.Suffixes)}, {AlertRule.PartSuffix(1)} to "
                    + $"{AlertRule.PartSuffix(RegionSplit.MaximumParts)}); end it otherwise"
            : id.StartsWith("bedrock-defense", StringComparison.Ordinal)
                ? $"the id {shown} begins as the names of this program's own resources do; leave out bedrock-defense"
            : OtherNames.Contains(id) || Notice.All.Any(notice => notice.Id == id) || CatalogFiles.Find($"hunts/{id}.yml") is not null
                ? $"the id {shown} is the name of something else here, a notice, a hunt or a part of the stack; write another"
            : null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Form();
}
