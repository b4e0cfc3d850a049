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
        All =
        [
            .. AlertAudiences
                .Of(settings, people)
                .Select(audience =>
                    audience.IsDirect
                        ? new SecurityHubImport(audience, bus, settings, account, this).Channel
                        : Channel(audience, settings, accounts)
                ),
        ];
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
    public IEnumerable<AlertChannel> Topics => All.Where(channel => !channel.Audience.IsDirect);

    /// <summary>All destinations that need no topic.</summary>
    public IEnumerable<AlertChannel> Destinations => All.Where(channel => channel.Audience.IsDirect);

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

    private AlertChannel Channel(AlertAudience told, DefenseSettings settings, Accounts accounts)
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
        return new AlertChannel(told, topic.Name, topic.Arn, policy);
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

/// <summary>A topic or a destination, and the policy that allows EventBridge to deliver to it.</summary>
/// <param name="Audience">Who is told.</param>
/// <param name="AwsName">The name of the topic or of the destination.</param>
/// <param name="Arn">What a rule's target names.</param>
/// <param name="Policy">The topic's policy, or the policy of the role with which EventBridge delivers.</param>
/// <param name="RoleArn">The role with which EventBridge delivers; null for a topic, whose policy allows it.</param>
internal sealed record AlertChannel(
    AlertAudience Audience,
    Output<string> AwsName,
    Output<string> Arn,
    Resource Policy,
    Input<string>? RoleArn = null
)
{
    /// <summary>The last part of the name of the topic or the destination.</summary>
    public string Name => Audience.Name;
}
