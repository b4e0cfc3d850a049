using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Sigma;

namespace BedrockDefense.Infra.Settings;

/// <summary>Parses one entry of <c>alerts</c>.</summary>
internal static class AlertParser
{
    private static readonly ImmutableArray<SigmaLevel> MostSevereFirst = [.. Enum.GetValues<SigmaLevel>().Reverse()];
    private static readonly string[] Names = [.. MostSevereFirst.Select(level => level.SigmaName())];

    /// <summary>Parses the subscription. When the entry is not valid, it notes the faults on the entry and returns null.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="home">The Region of the topics; null where it is unknown.</param>
    public static AlertSubscription? Parse(ConfigNode entry, AwsRegion? home)
    {
        var fields = entry.Fields("protocol", "endpoint", "severities", "detections", "accounts", "roleArn", "connection", "form");
        if (!entry.IsObject)
        {
            return null;
        }

        var protocol = Protocol(entry, fields);
        var endpoint = Endpoint(entry, fields, protocol, home);
        var severities = Severities(fields);
        var roleArn = RoleArn(entry, fields, protocol, endpoint);
        var connection = Connection(entry, fields, protocol, home);
        var detections = AlertNarrowing.Detections(fields, severities);
        var accounts = AlertNarrowing.Accounts(fields, protocol);
        if (
            protocol is null
            || (endpoint is null && protocol.HasEndpoint)
            || (connection is null && protocol.IsPosted)
            || severities.IsEmpty
        )
        {
            return null;
        }

        var alert = new AlertSubscription(protocol, endpoint, severities, roleArn)
        {
            Detections = detections,
            Accounts = accounts,
            Connection = connection,
            Form = Form(fields, protocol),
        };
        // A filter by severities alone is always small enough for SNS.
        if (protocol.IsFiltered && !(detections.IsEmpty && accounts.IsEmpty))
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

        node.Refuse(
            name == "http"
                ? "would carry findings unencrypted; write https"
                : $"is no protocol of SNS (they are written in lower case); write one of {form}"
        );
        return null;
    }

    private static string? Endpoint(
        ConfigNode entry,
        IReadOnlyDictionary<string, ConfigNode> fields,
        AlertProtocol? protocol,
        AwsRegion? home
    )
    {
        if (protocol is { HasEndpoint: false })
        {
            if (fields.TryGetValue("endpoint", out var superfluous))
            {
                superfluous.Refuse(
                    $"is for the other protocols; leave it out for {protocol}"
                        + (
                            protocol.IsDirect
                                ? ""
                                : $", and choose the topic {Foundation.Names.Product}-{protocol} in {protocol.SubscriptionPlace}"
                        )
                );
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
        if (endpoint is not null && protocol is not null && !node.IsUndisclosed && !protocol.Endpoint!.Accepts(endpoint))
        {
            node.Refuse(
                endpoint.EndsWith(".fifo", StringComparison.Ordinal)
                    ? "is a FIFO queue, to which only a FIFO topic delivers, and EventBridge tells standard topics; write a "
                        + $"standard queue such as {form}"
                    : $"is no endpoint of protocol {protocol}; write one such as {form}"
            );
        }
        else if (
            endpoint is not null
            && protocol is not null
            && !node.IsUndisclosed
            && protocol.Endpoint!.FaultOf(endpoint, home) is { } fault
        )
        {
            node.Refuse(fault);
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

    private static AlertForm Form(IReadOnlyDictionary<string, ConfigNode> fields, AlertProtocol protocol)
    {
        if (!fields.TryGetValue("form", out var node))
        {
            return protocol.Form;
        }

        if (!protocol.IsFiltered)
        {
            node.Refuse(
                $"is for {string.Join(", ", AlertProtocol.All.Where(other => other.IsFiltered))} only; leave it out for {protocol}"
            );
            return protocol.Form;
        }

        AlertForm[] possible = [.. AlertForm.All.Where(form => form.Topic is not null)];
        var valid = string.Join(" or ", possible.Select(form => form.Id));
        if (node.Text(valid) is not { } id)
        {
            return protocol.Form;
        }

        if (possible.FirstOrDefault(form => form.Id == id) is { } found)
        {
            return found;
        }

        node.Refuse($"is no form for {protocol}; write {valid}");
        return protocol.Form;
    }

    private static HttpConnection? Connection(
        ConfigNode entry,
        IReadOnlyDictionary<string, ConfigNode> fields,
        AlertProtocol? protocol,
        AwsRegion? home
    )
    {
        const string form = $"the ARN of a connection of EventBridge, such as {HttpConnection.Example}";
        var node = fields.GetValueOrDefault("connection");
        if (protocol is { IsPosted: true } && node is null)
        {
            entry.Refuse($"lacks connection, which has the secret of the endpoint; write {form}");
        }
        else if (protocol is { IsPosted: false })
        {
            node?.Refuse($"is for {string.Join(", ", AlertProtocol.All.Where(other => other.IsPosted))} only; leave it out for {protocol}");
        }

        if (node?.Text(form) is not { } arn)
        {
            return null;
        }

        if (node.IsUndisclosed)
        {
            node.Refuse("is an ARN and no secret, and nobody here can tell whose connection it is; set it without --secret");
            return null;
        }

        if (HttpConnection.Find(arn) is not { } connection)
        {
            node.Refuse($"is no connection; write {form}");
            return null;
        }

        if (!connection.Name.StartsWith($"{Foundation.Names.Product}-", StringComparison.Ordinal))
        {
            node.Refuse(
                $"has a name that no guardrail protects; create the connection with a name that begins with {Foundation.Names.Product}-"
            );
        }
        else if (home is not null && connection.Region != home.Code)
        {
            node.Refuse($"is in {connection.Region}; write a connection in the home Region {home.Code}, where the alerts are");
        }

        return connection;
    }

    private static string? RoleArn(
        ConfigNode entry,
        IReadOnlyDictionary<string, ConfigNode> fields,
        AlertProtocol? protocol,
        string? endpoint
    )
    {
        const string form = "the ARN of the role SNS assumes, such as arn:aws:iam::111122223333:role/sns-to-firehose";
        var node = fields.GetValueOrDefault("roleArn");
        if (protocol is { NeedsRole: true } && node is null)
        {
            entry.Refuse($"lacks roleArn, without which SNS cannot deliver to Firehose; write {form}");
        }
        else if (protocol is { NeedsRole: false })
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
        else if (endpoint is not null && AlertSubscription.AccountOf(endpoint) is { } owner && owner != AlertSubscription.AccountOf(arn))
        {
            // Whoever subscribes the endpoint passes the role to SNS. A role can be passed only within its own account (IAM User Guide,
            // "Grant a user permissions to pass a role to an AWS service").
            node.Refuse(
                $"is not of the stream's account {owner}, whose owner subscribes it and passes this role; write a role of that account"
            );
        }

        return arn;
    }
}
