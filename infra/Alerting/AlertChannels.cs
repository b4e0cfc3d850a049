using System.Collections.Immutable;
using BedrockDefense.Alerts;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using Pulumi;
using Kms = Pulumi.Aws.Kms;
using Sns = Pulumi.Aws.Sns;

namespace BedrockDefense.Infra.Alerting;

/// <summary>
/// The encrypted topics and their subscriptions. Each severity has a topic for people, with the text of the alert. Each form that
/// machines read has a topic with every finding. People whom those topics do not serve get topics of their own. Destinations that need no
/// topic stand beside them.
/// </summary>
internal sealed class AlertChannels : ComponentResource
{
    public AlertChannels(CentralBus bus, DefenseSettings settings, PeopleAlerts people, Accounts accounts)
        : base("bedrock-defense:alerting:AlertChannels", "alert-channels", accounts.Security.Component)
    {
        var account = accounts.Security;
        var key = new Kms.Key(
            $"{Names.Product}-alerts",
            new()
            {
                Description = "Encrypts BedrockDefense alerts and the dead letters of their delivery.",
                EnableKeyRotation = true,
                DeletionWindowInDays = 30,
                Policy = Documents.Fill(
                    "access/alerts-key.json",
                    (Placeholder.AccountId, account.Id),
                    (Placeholder.DnsSuffix, AwsPartition.Find(settings.HomeRegion.Partition).DnsSuffix),
                    (Placeholder.Partition, settings.HomeRegion.Partition),
                    (Placeholder.Product, Names.Product),
                    (Placeholder.Region, settings.HomeRegion.Code)
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
        All = [.. AlertAudiences.Of(settings, people).Select(audience => Channel(audience, bus, settings, accounts))];
        SubscriptionsToConfirm = Output
            .All(settings.Alerts.SelectMany(alert => Subscriptions.Add(alert, this, settings)))
            .Apply(remarks => remarks.OfType<string>().ToImmutableArray());
        RegisterOutputs();
    }

    /// <summary>The key that encrypts topics and dead letters.</summary>
    public Output<string> KeyId { get; }

    /// <summary>All topics and destinations, in the order of <see cref="AlertAudiences"/>.</summary>
    public ImmutableArray<AlertChannel> All { get; }

    /// <summary>All topics.</summary>
    public IEnumerable<AlertChannel> Topics => All.Where(channel => channel.Topic is not null);

    /// <summary>Everything that a state machine delivers to.</summary>
    public IEnumerable<AlertChannel> DeliveredByMachine => All.Where(channel => channel.Delivery is not null);

    /// <summary>The topic of the findings, which carries the canary.</summary>
    public AlertChannel Findings => Find(AlertForm.Finding.Topic!);

    /// <summary>The topic of the highest severity. Faults of the alerts themselves are reported there.</summary>
    public AlertChannel Critical => Find(SigmaLevel.Critical.SigmaName());

    /// <summary>The subscriptions for which somebody must still do something, a sentence each.</summary>
    public Output<ImmutableArray<string>> SubscriptionsToConfirm { get; }

    /// <summary>Finds the topics to which an endpoint is subscribed.</summary>
    public IEnumerable<AlertChannel> Of(AlertSubscription alert) =>
        AlertAudiences.For(alert, [.. All.Select(channel => channel.Audience)]).Select(topic => Find(topic.Name));

    private AlertChannel Find(string name) => All.First(channel => channel.Name == name);

    private AlertChannel Channel(AlertAudience told, CentralBus bus, DefenseSettings settings, Accounts accounts)
    {
        var topic = told.IsDirect ? ((Sns.Topic Topic, Sns.TopicPolicy)?)null : Topic(told, settings, accounts);
        (Placeholder, Input<string>)[] written = topic is { } of
            ?
            [
                (Placeholder.TopicArn, of.Topic.Arn),
                (Placeholder.AlertsKeyArn, KeyId),
                (Placeholder.DnsSuffix, AwsPartition.Find(settings.HomeRegion.Partition).DnsSuffix),
            ]
            : [];
        return new AlertChannel(
            told,
            topic,
            told.MachineDocument is null ? null : new AlertMachine(told, bus, settings, accounts.Security, written, this)
        );
    }

    private (Sns.Topic, Sns.TopicPolicy) Topic(AlertAudience told, DefenseSettings settings, Accounts accounts)
    {
        var name = told.Name;
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
                        ? topic.Arn.Apply(arn => OfAlarms(arn, settings, accounts))
                        : OwnerSubscriptions.Policy(
                            Documents.Fill("access/alert-topic.json", (Placeholder.TopicArn, topic.Arn)),
                            topic.Arn,
                            settings,
                            told
                        ),
            },
            new() { Parent = this }
        );
        return (topic, policy);
    }

    // The alarms of the copies are in the account of the stream that they watch.
    private static string OfAlarms(string topic, DefenseSettings settings, Accounts accounts) =>
        PolicyTemplate
            .Load("access/alert-topic-of-alarms.json")
            .Fill(
                new PlaceholderValues
                {
                    [Placeholder.AlarmAccountIds] = settings.InvocationLogging.Copies is null
                        ? [accounts.Security.Id]
                        : [.. new[] { accounts.Security.Id, accounts.LogArchive.Id }.Distinct()],
                    [Placeholder.Partition] = [settings.HomeRegion.Partition],
                    [Placeholder.Product] = [Names.Product],
                    [Placeholder.Region] = [settings.HomeRegion.Code],
                    [Placeholder.TopicArn] = [topic],
                }
            );
}
