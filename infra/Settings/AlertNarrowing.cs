using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>Parses the fields of an entry of <c>alerts</c> that limit its subscription to some detections or accounts.</summary>
internal static class AlertNarrowing
{
    /// <summary>Parses the ids of the detections; empty means all.</summary>
    public static ImmutableArray<string> Detections(IReadOnlyDictionary<string, ConfigNode> fields, ImmutableArray<SigmaLevel> severities)
    {
        const string form = "the id of a detection, such as bedrock-logging-deletion";
        var ids = Texts(fields, "detections", form);
        foreach (var (id, node) in ids)
        {
            if (LevelOf(id) is not { } level)
            {
                var notices = Notice.All.Where(notice => !notice.IsForMachinesOnly).Select(notice => notice.Id);
                var known = Catalog.Detection.All.Select(detection => detection.Id).Concat(notices);
                node.Refuse($"is no detection; write one of {string.Join(", ", known)}");
            }
            else if (!severities.IsEmpty && !severities.Contains(level))
            {
                node.Refuse($"is of severity {level.SigmaName()}, which severities leaves out; add it there, or leave the detection out");
            }
        }

        return [.. ids.Select(id => id.Text)];
    }

    private static SigmaLevel? LevelOf(string id) =>
        Catalog.Detection.All.FirstOrDefault(detection => detection.Id == id)?.Level
        ?? Notice.All.FirstOrDefault(notice => notice.Id == id && !notice.IsForMachinesOnly)?.Level;

    /// <summary>Parses the account ids; empty means all.</summary>
    public static ImmutableArray<string> Accounts(IReadOnlyDictionary<string, ConfigNode> fields, AlertProtocol? protocol)
    {
        const string form = "an account id, 12 digits in quotes";
        if (protocol is { TellsPeopleByTopic: true } && fields.TryGetValue("accounts", out var refused))
        {
            var machines = AlertProtocol.All.Where(other => other.IsFiltered).ToArray();
            refused.Refuse(
                $"is not possible for {protocol}: SNS filters by what a message says only where it is JSON, and people get "
                    + $"text; leave it out, or use {string.Join(", ", machines.SkipLast(1))} or {machines[^1]}"
            );
            return [];
        }

        if (protocol is { IsDirect: true } && fields.TryGetValue("accounts", out var direct))
        {
            direct.Refuse(
                $"is not possible for {protocol}, which is told by rules of EventBridge and not by a filter of SNS; leave it out, and let "
                    + $"{protocol.Form.Receiver ?? "the receiver"} itself suppress what concerns other accounts"
            );
            return [];
        }

        var ids = Texts(fields, "accounts", form);
        foreach (var (id, node) in ids)
        {
            if (node.IsUndisclosed)
            {
                continue;
            }

            if (id.StartsWith("ou-", StringComparison.Ordinal) || id.StartsWith("r-", StringComparison.Ordinal))
            {
                node.Refuse("is an organizational unit or a root, which no event tells; list the ids of its accounts");
            }
            else if (id.Length != 12 || !id.All(char.IsAsciiDigit))
            {
                node.Refuse($"is no account; write {form}");
            }
        }

        return [.. ids.Select(id => id.Text)];
    }

    /// <summary>Refuses an entry whose filter policy SNS would not accept.</summary>
    public static void RequireFilter(ConfigNode entry, AlertSubscription alert)
    {
        try
        {
            _ = SnsFilterPolicy.Parse(FindingFilter.Json(alert.Severities, alert.Detections, alert.Accounts));
        }
        catch (InvalidInputException exception)
        {
            foreach (var fault in exception.Faults)
            {
                entry.Refuse($"would need a filter that SNS refuses: {fault.Message}; name fewer detections or accounts in one entry");
            }
        }
    }

    private static List<(string Text, ConfigNode Node)> Texts(IReadOnlyDictionary<string, ConfigNode> fields, string field, string form) =>
        fields.TryGetValue(field, out var list) ? TextList.Read(list, form, ("nothing would ever be sent", "it out for all")) : [];
}
