using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BedrockDefense.Alerts;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Sigma;
using BedrockDefense.Testing.Rendering;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>
/// A topic carries one form. A subscriber that needs another form is never subscribed to it, whatever the subscriber asks for.
/// </summary>
public sealed class AlertTopicTests
{
    private static readonly DefenseSettings Settings = CheckedSettings.Parse(Stacks.Sample);

    private static readonly PeopleAlerts People = DetectionPatterns.Of(Settings).People;

    // A form that the program does not have: its folder, and an entry for its protocol.
    private static readonly AlertForm Pager = AlertForm.Read(
        "pager",
        name =>
            name switch
            {
                "pager/form.json" => """{"purpose":"a test"}""",
                "pager/alert.txt" => "page %detectionId%",
                "pager/notice.txt" => "page %detectionId%",
                "pager/maintenance.txt" => "page %windowSpan%",
                _ => null,
            }
    );

    private static readonly AlertForm Feed = AlertForm.Read(
        "feed",
        name =>
            name switch
            {
                "feed/form.json" => """{"purpose":"a test","topic":"feed"}""",
                "feed/alert.json" or "feed/notice.json" =>
                    """{"detection":"%detectionId%","severity":"%severity%","account":"<account>"}""",
                "feed/maintenance.json" => """{"detection":"maintenance-window","severity":"%severity%","account":"<account>"}""",
                _ => null,
            }
    );

    private static readonly AlertProtocol[] Protocols =
    [
        .. AlertProtocol.All,
        new("pager", () => Pager, AlertEndpoint.Mailbox, "pager@example.com") { SnsName = "email" },
        new("feed", () => Feed, AlertEndpoint.Mailbox, "feed@example.com") { SnsName = "email-json" },
    ];

    [Fact]
    public void No_two_subscriptions_of_different_forms_have_a_topic_in_common_whatever_they_ask_for()
    {
        var selections = Selections().ToList();
        foreach (var (severities, detections) in selections)
        {
            List<AlertSubscription> alerts =
            [
                .. Protocols.Select(protocol => new AlertSubscription(protocol, protocol.EndpointForm, severities, null)
                {
                    Detections = detections,
                }),
            ];
            var topics = AlertAudiences.Of(Settings with { Alerts = [.. alerts] }, People);

            Assert.Equal(topics.Select(topic => topic.Name).Distinct(), topics.Select(topic => topic.Name));
            Assert.All(
                alerts,
                alert =>
                {
                    List<AlertAudience> serving = [.. AlertAudiences.For(alert, topics)];
                    Assert.NotEmpty(serving);
                    Assert.All(serving, topic => Assert.Same(alert.Protocol.Form, topic.Form));
                }
            );
        }

        Assert.True(selections.Count > 50);
    }

    [Fact]
    public void No_two_topics_of_different_selections_or_forms_have_one_name()
    {
        List<AlertSubscription> alerts =
        [
            .. from selection in Selections()
            from protocol in Protocols
            where protocol.Form.IsReadByPeople && protocol.HasEndpoint
            select new AlertSubscription(protocol, protocol.EndpointForm, selection.Severities, null) { Detections = selection.Detections },
        ];

        Assert.All(
            alerts.GroupBy(alert => new PeopleSelection(alert).TopicName),
            group =>
                Assert.Single(
                    group
                        .Select(alert =>
                            $"{alert.Protocol.Form.Id} {string.Join(' ', alert.Severities)} "
                            + $"{string.Join(' ', alert.Detections.Order(StringComparer.Ordinal))}"
                        )
                        .Distinct()
                )
        );
    }

    [Fact]
    public void A_form_more_has_its_topic_its_messages_and_its_targets()
    {
        var settings = Settings with
        {
            Alerts =
            [
                .. Settings.Alerts,
                new AlertSubscription(Protocols[^2], "pager@example.com", [SigmaLevel.Critical, SigmaLevel.High], null),
                new AlertSubscription(Protocols[^1], "feed@example.com", [SigmaLevel.Critical], null),
            ],
        };

        var topics = AlertAudiences.Of(settings, People);

        Assert.Empty(SettingsLimits.Faults(settings));
        var pages = Assert.Single(topics, topic => topic.Form == Pager);
        Assert.StartsWith("own-pager-", pages.Name, StringComparison.Ordinal);
        Assert.All(People.All, alert => Assert.Equal(alert.Level >= SigmaLevel.High, pages.IsToldOf(alert)));
        var feed = Assert.Single(topics, topic => topic.Form == Feed);
        Assert.Equal("feed", feed.Name);
        Assert.All(People.All, alert => Assert.True(feed.IsToldOf(alert)));
        Assert.All(Notice.All, notice => Assert.True(feed.IsToldOf(notice)));
    }

    [Fact]
    public void A_message_of_a_form_that_EventBridge_would_refuse_is_refused_with_the_settings()
    {
        var broken = AlertForm.Read(
            "broken",
            name =>
                name.EndsWith("form.json", StringComparison.Ordinal) ? """{"purpose":"a test"}"""
                : name.EndsWith(".txt", StringComparison.Ordinal) ? "page <nobody>"
                : null
        );

        Assert.Contains(
            SettingsLimits.Faults(
                Settings with
                {
                    Alerts =
                    [
                        new AlertSubscription(
                            new AlertProtocol("broken", () => broken, AlertEndpoint.Mailbox, ""),
                            "a@example.com",
                            [SigmaLevel.High],
                            null
                        ),
                    ],
                }
            ),
            fault => fault.Message.Contains("nobody", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_table_of_protocols_has_no_name_twice_and_none_of_a_topic()
    {
        string[] topics =
        [
            .. Enum.GetValues<SigmaLevel>().Select(level => level.SigmaName()),
            .. AlertForm.All.Select(form => form.Topic).OfType<string>(),
        ];

        Assert.Equal(AlertProtocol.All.Length, AlertProtocol.All.Select(protocol => protocol.Name).Distinct().Count());
        Assert.Equal(topics.Length, topics.Distinct().Count());
        Assert.Empty(AlertProtocol.All.Select(protocol => protocol.Name).Intersect(topics));
        Assert.All(
            AlertProtocol.All,
            protocol =>
            {
                Assert.Equal(protocol.HasEndpoint || protocol.IsDirect, protocol.SubscriptionPlace.Length == 0);
                Assert.True(protocol.Endpoint?.Accepts(protocol.EndpointForm) ?? true, protocol.Name);
            }
        );
    }

    [Fact]
    public void Two_selections_whose_topics_would_have_one_name_by_chance_are_refused()
    {
        var (one, other) = SameFingerprint();

        var refused = Assert.Throws<InvalidSettingsException>(() =>
            CheckedSettings.Parse(
                Stacks.With(
                    (
                        "alerts",
                        JsonSerializer.Serialize(
                            (object[])
                                [
                                    new
                                    {
                                        protocol = "email",
                                        endpoint = "a@example.com",
                                        detections = one,
                                    },
                                    new
                                    {
                                        protocol = "sms",
                                        endpoint = "+14255550100",
                                        detections = other,
                                    },
                                ]
                        )
                    )
                )
            )
        );

        var fault = Assert.Single(refused.Faults).Message;
        Assert.StartsWith("bedrock-defense:alerts[1]: ", fault, StringComparison.Ordinal);
        Assert.Contains(
            "asks for something else than bedrock-defense:alerts[0], but the fingerprints that name their topics are the same by chance",
            fault,
            StringComparison.Ordinal
        );
    }

    // Selections of severities, with some detections of these severities: none, each one alone, and all.
    private static IEnumerable<(ImmutableArray<SigmaLevel> Severities, ImmutableArray<string> Detections)> Selections() =>
        from bits in Enumerable.Range(1, 31)
        let severities = Enum.GetValues<SigmaLevel>().Where(level => (bits >> (int)level & 1) == 1).OrderDescending().ToArray()
        let detections = Catalog.Detection.All.Where(one => severities.Contains(one.Level)).Select(one => one.Id).ToArray()
        from asked in (
            (string[][])
                [
                    [],
                    detections[..Math.Min(1, detections.Length)],
                    detections,
                ]
        ).DistinctBy(ids => ids.Length)
        select ((ImmutableArray<SigmaLevel>)[.. severities], (ImmutableArray<string>)[.. asked.Reverse()]);

    // A fingerprint has eight digits of a hash. Among a hundred thousand selections some have the same one.
    private static (string[] One, string[] Other) SameFingerprint()
    {
        string[] ids = [.. Catalog.Detection.All.Select(one => one.Id).Order(StringComparer.Ordinal)];
        var known = new Dictionary<uint, string[]>();
        foreach (
            var asked in from a in Enumerable.Range(0, ids.Length)
            from b in Enumerable.Range(a + 1, ids.Length - a - 1)
            from c in Enumerable.Range(b + 1, ids.Length - b - 1)
            from d in Enumerable.Range(c + 1, ids.Length - c - 1)
            select (string[])[ids[a], ids[b], ids[c], ids[d]]
        )
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"critical high medium low informational {string.Join(' ', asked)}"));
            if (!known.TryAdd(BitConverter.ToUInt32(hash), asked))
            {
                return (known[BitConverter.ToUInt32(hash)], asked);
            }
        }

        throw new InvalidOperationException("no two fingerprints are the same");
    }
}
