using System.Globalization;
using System.Text.RegularExpressions;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>maintenance</c>: when people are not told of which planned changes, by whom.</summary>
internal static partial class MaintenanceParser
{
    private const string TimeForm = "a whole minute in UTC, in quotes, such as \"2026-12-01T08:00Z\"";
    private const string RoleForm =
        "a role's unique id, such as AROAEXAMPLEEXAMPLE11, which aws iam get-role --role-name NAME --query Role.RoleId tells";
    private const string DetectionForm = "the id of a detection, such as alert-path-tampering";

    private const string StackSets = "stackSets";

    /// <summary>The window; null where none is set, or, with faults noted, where it is not valid.</summary>
    /// <param name="nodes">The configuration.</param>
    /// <param name="settings">The other settings, which say whether StackSets can be named.</param>
    public static MaintenanceWindow? Parse(IReadOnlyDictionary<string, ConfigNode> nodes, DefenseSettings settings)
    {
        if (!nodes.TryGetValue("maintenance", out var node))
        {
            return null;
        }

        var fields = node.Fields("start", "end", "roles", "detections");
        var (start, end) = (Time(node, fields, "start"), Time(node, fields, "end"));
        var roles = Texts(node, fields, "roles", RoleForm, text => text == StackSets ? StackSetsFault(settings) : RoleFault(text));
        var detections = Texts(node, fields, "detections", DetectionForm, DetectionFault);
        if (start is null || end is null || !RequireSpan(fields["end"], start.Value, end.Value))
        {
            return null;
        }

        return new MaintenanceWindow(start.Value, end.Value, [.. roles.Where(role => role != StackSets)], detections)
        {
            StackSets =
                roles.Contains(StackSets) && settings.ManagementAccountId is { } management
                    ? new(settings.HomeRegion.Partition, management)
                    : null,
        };
    }

    private static bool RequireSpan(ConfigNode node, DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start)
        {
            node.Refuse($"is not after the start {MaintenanceWindow.Format(start)}; write a later time");
        }
        else if (end - start > MaintenanceWindow.Longest)
        {
            node.Refuse(
                $"is more than {MaintenanceWindow.Longest.TotalHours:0} hours after the start "
                    + $"{MaintenanceWindow.Format(start)}; write {MaintenanceWindow.Format(start + MaintenanceWindow.Longest)} at "
                    + "the latest, and another window when this one is over"
            );
        }

        return end > start;
    }

    private static DateTimeOffset? Time(ConfigNode node, IReadOnlyDictionary<string, ConfigNode> fields, string field)
    {
        if (Required(node, fields, field, TimeForm) is not { } given || given.Text(TimeForm) is not { } text)
        {
            return null;
        }

        if (
            DateTimeOffset.TryParseExact(
                text,
                MaintenanceWindow.TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
        )
        {
            return time;
        }

        given.Refuse($"is no time; write {TimeForm}");
        return null;
    }

    private static string[] Texts(
        ConfigNode node,
        IReadOnlyDictionary<string, ConfigNode> fields,
        string field,
        string form,
        Func<string, string?> faultOf
    )
    {
        if (Required(node, fields, field, $"a list, each {form}") is not { } given)
        {
            return [];
        }

        var texts = TextList.Read(given, form, ("the window would be without effect", $"{node.Key} out"));
        foreach (var (text, entry) in texts)
        {
            if (faultOf(text) is { } fault)
            {
                entry.Refuse(fault);
            }
        }

        return [.. texts.Select(one => one.Text)];
    }

    private static ConfigNode? Required(ConfigNode node, IReadOnlyDictionary<string, ConfigNode> fields, string field, string form)
    {
        if (fields.TryGetValue(field, out var given))
        {
            return given;
        }

        if (node.IsObject)
        {
            node.Refuse($"has no {field}; write {form}");
        }

        return null;
    }

    private static string? RoleFault(string text)
    {
        if (RoleId().IsMatch(text))
        {
            return null;
        }

        var isArn = text.StartsWith("arn:", StringComparison.Ordinal);
        var whyNoArn = isArn ? ", and an ARN is claimed by whoever creates a role of that name" : "";
        return $"is no unique id of a role{whyNoArn}; write {RoleForm}";
    }

    // Its roles have another id in every account, so it is their name that is spared: nobody else may be able to take it.
    private static string? StackSetsFault(DefenseSettings settings) =>
        !settings.GuardrailTargets.Any(target => target.StartsWith("r-", StringComparison.Ordinal)) || !settings.GuardrailExclusions.IsEmpty
            ? $"would spare whoever takes the name of its roles ({StackSetsService.RoleNames}), which only guardrails "
                + "attached at the root, without exclusions, keep from everybody; attach them there (guardrails.targets), or "
                + "leave it out"
        : settings.ManagementAccountId is null
            ? "would spare whoever takes the name of its roles in the management account, which no guardrail reaches; say "
                + $"which account that is: {Names.Product}:managementAccount"
        : null;

    private static string? DetectionFault(string id) =>
        Catalog.Detection.All.FirstOrDefault(detection => detection.Id == id)?.Level switch
        {
            null => "is no detection; write one of "
                + $"{string.Join(", ", Catalog.Detection.All.Where(known => known.Level < SigmaLevel.Critical).Select(known => known.Id))}",
            SigmaLevel.Critical => "is critical, and people are always told of that; take it out of the list",
            _ => null,
        };

    // IAM User Guide, "IAM identifiers": a role's begins with AROA.
    [GeneratedRegex(@"\AAROA[A-Z0-9]{12,124}\z")]
    private static partial Regex RoleId();
}
