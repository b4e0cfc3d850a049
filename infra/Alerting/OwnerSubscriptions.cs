using System.Text.Json;
using System.Text.Json.Nodes;
using BedrockDefense.Alerts;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;
using Pulumi;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// Handles endpoints of other accounts. When the topic's account subscribes such an endpoint, its owner must confirm, and a deployment
/// waits for that. When the owner subscribes it, no confirmation is needed (Amazon SNS Developer Guide, "Sending Amazon SNS messages to an
/// Amazon SQS queue in a different account"). So the topic's policy lets the owner's account subscribe this endpoint only, and an output
/// tells the owner how.
/// </summary>
internal static class OwnerSubscriptions
{
    /// <summary>Adds statements to the policy of a topic that let each owner subscribe the owner's endpoint.</summary>
    public static Output<string> Policy(Output<string> policy, Output<string> topicArn, DefenseSettings settings, AlertAudience topic)
    {
        List<Output<string>> more =
        [
            .. settings
                .SubscribedByOwners.Where(alert => alert.Form.Topic == topic.Name)
                .Select(alert =>
                    Documents.Fill(
                        "access/alert-topic-subscriber.json",
                        (Placeholder.ForeignEndpoint, Secret.Input(alert.Endpoint, alert.IsSecret)!),
                        (Placeholder.ForeignAccountId, Secret.Input(alert.Owner, alert.IsSecret)!),
                        (Placeholder.Partition, settings.HomeRegion.Partition),
                        (Placeholder.Protocol, alert.Protocol.SnsName),
                        (Placeholder.TopicArn, topicArn)
                    )
                ),
        ];
        return more.Count == 0
            ? policy
            : Output
                .All([policy, .. more])
                .Apply(documents =>
                {
                    var joined = JsonNode.Parse(documents[0])!;
                    foreach (
                        var (statement, number) in documents
                            .Skip(1)
                            .Select((document, index) => (JsonNode.Parse(document)!["Statement"]![0]!.DeepClone(), index + 1))
                    )
                    {
                        statement["Sid"] = $"{statement["Sid"]}{number}";
                        joined["Statement"]!.AsArray().Add(statement);
                    }

                    return joined.ToJsonString(JsonText.Options);
                });
    }

    /// <summary>Says in a sentence what the owner of an endpoint has to do.</summary>
    public static string Remark(AlertSubscription alert, string topicArn, DefenseSettings settings)
    {
        var attributes = new Dictionary<string, string>
        {
            ["FilterPolicyScope"] = FindingFilter.Scope(alert.Form),
            ["FilterPolicy"] = FindingFilter.Json(alert.Severities, alert.Detections, alert.Accounts),
        };
        if (alert.Protocol.IsRaw)
        {
            attributes["RawMessageDelivery"] = "true";
        }

        if (alert.RoleArn is { } role)
        {
            attributes["SubscriptionRoleArn"] = role;
        }

        return $"{alert.Protocol} {alert.Endpoint} receives nothing before account {alert.Owner}, its owner, subscribes it: "
            + $"{alert.Protocol.OwnersStep!(alert, topicArn)}; then "
            + $"aws sns subscribe --region {settings.HomeRegion.Code} --topic-arn {topicArn} --protocol "
            + $"{alert.Protocol.SnsName} --notification-endpoint {ShellWord.Quote(alert.Endpoint!)} --attributes "
            + $"{ShellWord.Quote(JsonSerializer.Serialize(attributes, JsonText.Options))}";
    }
}
