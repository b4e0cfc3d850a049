using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Pulumi;
using Kms = Pulumi.Aws.Kms;
using Sns = Pulumi.Aws.Sns;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// The encrypted topics: one per severity with the text of the alert, for people, and one with every finding in JSON, for
/// machines; for people whom those do not serve, topics of their own; and their subscriptions.
/// </summary>
internal sealed class AlertChannels : ComponentResource
{
    private const string FindingsName = "findings";

    public AlertChannels(DefenseSettings settings, PeopleAlerts people, TargetAccount account)
        : base("bedrock-defense:alerting:AlertChannels", "alert-channels", account.Component)
    {
        var key = new Kms.Key(
            $"{Names.Product}-alerts",
            new()
            {
                Description = "Encrypts BedrockDefense alerts and the dead letters of their delivery.",
                EnableKeyRotation = true,
                DeletionWindowInDays = 30,
                Policy = Documents.Fill(
                    "access/alerts-key.json",
                    ("accountId", account.Id),
                    ("dnsSuffix", AwsPartition.Find(settings.HomeRegion.Partition).DnsSuffix),
                    ("partition", settings.HomeRegion.Partition),
                    ("region", settings.HomeRegion.Code)
                ),
            },
            new() { Parent = this }
        );
        _ = new Kms.Alias(
            $"{Names.Product}-alerts",
            new() { Name = $"alias/{Names.Product}-alerts", TargetKeyId = key.KeyId },
            new() { Parent = this }
        );
        KeyId = key.Arn;
        Findings = Channel(FindingsName, settings, account);
        BySeverity = Enum.GetValues<SigmaLevel>()
            .ToImmutableDictionary(level => level, level => Channel(level.SigmaName(), settings, account));
        Own = OwnTopics
            .Of(settings, people)
            .ToImmutableDictionary(one => one.Key, one => new OwnChannel(Channel(one.Key, settings, account), one.Value));
        ToConfirm = Output
            .All(settings.Alerts.SelectMany(alert => Subscriptions.Add(alert, this, settings)))
            .Apply(remarks => remarks.OfType<string>().ToImmutableArray());
        RegisterOutputs();
    }

    /// <summary>The key that encrypts topics and dead letters.</summary>
    public Output<string> KeyId { get; }

    /// <summary>The topic of the findings in JSON.</summary>
    public AlertChannel Findings { get; }

    /// <summary>The topic of the texts of each severity.</summary>
    public ImmutableDictionary<SigmaLevel, AlertChannel> BySeverity { get; }

    /// <summary>The topics of people whom those of the severities do not serve, by the last part of their names.</summary>
    public ImmutableDictionary<string, OwnChannel> Own { get; }

    /// <summary>The subscriptions that somebody must still see to, a sentence each.</summary>
    public Output<ImmutableArray<string>> ToConfirm { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<AlertChannel> All =>
        [
            Findings,
            .. BySeverity.Values.Concat(Own.Values.Select(own => own.Channel)).OrderBy(channel => channel.Name, StringComparer.Ordinal),
        ];

    private AlertChannel Channel(string name, DefenseSettings settings, TargetAccount account)
    {
        var topic = new Sns.Topic(
            $"{Names.Product}-{name}",
            new() { Name = $"{Names.Product}-{name}", KmsMasterKeyId = KeyId },
            new() { Parent = this }
        );
        var policy = new Sns.TopicPolicy(
            $"{Names.Product}-{name}",
            new()
            {
                Arn = topic.Arn,
                Policy =
                    name == SigmaLevel.Critical.SigmaName()
                        ? Documents.Fill(
                            "access/alert-topic-of-alarms.json",
                            ("accountId", account.Id),
                            ("partition", settings.HomeRegion.Partition),
                            ("product", Names.Product),
                            ("region", settings.HomeRegion.Code),
                            ("topicArn", topic.Arn)
                        )
                    : name == FindingsName
                        ? OwnerSubscriptions.Policy(Documents.Fill("access/alert-topic.json", ("topicArn", topic.Arn)), topic.Arn, settings)
                    : Documents.Fill("access/alert-topic.json", ("topicArn", topic.Arn)),
            },
            new() { Parent = this }
        );
        return new AlertChannel(name, topic.Name, topic.Arn, policy);
    }
}

/// <summary>A topic, and the policy without which EventBridge cannot publish to it.</summary>
internal sealed record AlertChannel(string Name, Output<string> TopicName, Output<string> Arn, Resource Policy);

/// <summary>A topic for some people only.</summary>
/// <param name="Channel">The topic.</param>
/// <param name="Selection">What they ask for.</param>
internal sealed record OwnChannel(AlertChannel Channel, PeopleSelection Selection);
