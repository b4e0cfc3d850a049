using System.Collections.Immutable;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>Parses one entry of <c>alerts</c>.</summary>
internal static class AlertParser
{
    private static readonly ImmutableArray<SigmaLevel> MostSevereFirst = [.. Enum.GetValues<SigmaLevel>().Reverse()];
    private static readonly string[] Names = [.. MostSevereFirst.Select(level => level.SigmaName())];

    /// <summary>The subscription; null, with faults noted on the entry, when it cannot be one.</summary>
    public static AlertSubscription? Parse(ConfigNode entry)
    {
        var fields = entry.Fields("protocol", "endpoint", "severities", "detections", "accounts", "roleArn");
        if (!entry.IsObject)
        {
            return null;
        }

        var protocol = Protocol(entry, fields);
        var endpoint = Endpoint(entry, fields, protocol);
        var severities = Severities(fields);
        var roleArn = RoleArn(entry, fields, protocol);
        var detections = AlertNarrowing.Detections(fields, severities);
        var accounts = AlertNarrowing.Accounts(fields, protocol);
        if (protocol is null || (endpoint is null && !protocol.IsChat) || severities.IsEmpty)
        {
            return null;
        }

        var alert = new AlertSubscription(protocol, endpoint, severities, roleArn) { Detections = detections, Accounts = accounts };
        // Severities alone are few.
        if (!protocol.IsReadByPeople && !(detections.IsEmpty && accounts.IsEmpty))
        {
            AlertNarrowing.RequireFilter(entry, alert);
        }

        return alert;
    }

    private static AlertProtocol? Protocol(ConfigNode entry, IReadOnlyDictionary<string, ConfigNode> fields)
    {
        var form = string.Join(", ", AlertProtocol.All);
        if (!fields.TryGetValue("protocol", out var node))
        {
            entry.Refuse($"lacks protocol; write one of {form}");
            return null;
        }

        if (node.Text($"one of {form}") is not { } name)
        {
            return null;
        }

        if (AlertProtocol.Find(name) is { } protocol)
        {
            return protocol;
        }

        node.Refuse(name == "http"
            ? "would carry findings unencrypted; write https"
            : $"is no protocol of SNS (they are written in lower case); write one of {form}");
        return null;
    }

    private static string? Endpoint(ConfigNode entry, IReadOnlyDictionary<string, ConfigNode> fields, AlertProtocol? protocol)
    {
        if (protocol?.IsChat == true)
        {
            if (fields.TryGetValue("endpoint", out var superfluous))
            {
                superfluous.Refuse("is for the other protocols; leave it out for chat, and choose the topic bedrock-defense-chat in the channel's configuration in Amazon Q Developer");
            }

            return null;
        }

        var form = protocol?.EndpointForm ?? "what SNS delivers to";
        if (!fields.TryGetValue("endpoint", out var node))
        {
            entry.Refuse($"lacks endpoint; write {form}");
            return null;
        }

        var endpoint = node.Text(form);
        if (endpoint is not null && protocol is not null && !node.IsUndisclosed && !protocol.Accepts(endpoint))
        {
            node.Refuse($"is no endpoint of protocol {protocol}; write one such as {form}");
        }

        return endpoint;
    }

    private static ImmutableArray<SigmaLevel> Severities(IReadOnlyDictionary<string, ConfigNode> fields)
    {
        if (!fields.TryGetValue("severities", out var node))
        {
            return MostSevereFirst;
        }

        var form = string.Join(", ", Names);
        if (node.List($"a list of {form}") is not { } entries)
        {
            return [];
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Text($"one of {form}") is not { } name)
            {
                continue;
            }

            if (!Names.Contains(name))
            {
                entry.Refuse($"is no severity; write one of {form}");
            }
            else if (!named.Add(name))
            {
                entry.Refuse("is in the list twice; write it once");
            }
        }

        if (entries.Count == 0)
        {
            node.Refuse($"names no severity, so nothing would ever be sent; write some of {form}, or leave severities out for all");
        }

        return [.. MostSevereFirst.Where(level => named.Contains(level.SigmaName()))];
    }

    private static string? RoleArn(ConfigNode entry, IReadOnlyDictionary<string, ConfigNode> fields, AlertProtocol? protocol)
    {
        const string form = "the ARN of the role SNS assumes, such as arn:aws:iam::111122223333:role/sns-to-firehose";
        var node = fields.GetValueOrDefault("roleArn");
        if (protocol?.Name == "firehose" && node is null)
        {
            entry.Refuse($"lacks roleArn, without which SNS cannot deliver to Firehose; write {form}");
        }
        else if (protocol is not null && protocol.Name != "firehose")
        {
            node?.Refuse($"is for protocol firehose only; leave it out for {protocol}");
        }

        if (node?.Text(form) is not { } arn)
        {
            return null;
        }

        if (node.IsUndisclosed)
        {
            return arn;
        }

        if (arn.Contains('*') || AdministratorPattern.FaultOf(arn, arn.Split(':').ElementAtOrDefault(1) ?? "") is not null)
        {
            node.Refuse($"is no role ARN; write {form}");
        }

        return arn;
    }
}
