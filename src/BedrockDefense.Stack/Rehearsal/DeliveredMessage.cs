using System.Text.Json.Serialization;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>A message that reached a topic, or a destination without one.</summary>
/// <param name="Detection">The id of the detection.</param>
/// <param name="TopicArn">The topic, or the state machine that delivers without one.</param>
/// <param name="Message">The message as its subscribers receive it.</param>
/// <param name="Recipients">The subscribers whose filter lets it through.</param>
public sealed record DeliveredMessage(string Detection, string TopicArn, string Message, IReadOnlyList<Recipient> Recipients)
{
    /// <summary>The channel of the topic that gets a finding of every detection.</summary>
    public const string FindingsChannel = "findings";

    private const string NamingLine = "\"Detections: ";

    /// <summary>
    /// The last word of the topic's name, such as a severity or <c>findings</c>, or the protocol of a destination without a topic.
    /// </summary>
    public string Channel => IsDirect ? DestinationOf(TopicArn) : TopicArn[(TopicArn.LastIndexOf('-') + 1)..];

    private bool IsDirect => TopicArn.Contains(":stateMachine:", StringComparison.Ordinal);

    /// <summary>Reads the protocol in the name of the state machine that delivers to a destination without a topic.</summary>
    internal static string DestinationOf(string stateMachineArn) => stateMachineArn.Split("-alert-")[^1].Split('-')[0];

    /// <summary>
    /// Whether the message tells a person that this detection fired. Either the message is the detection's own, or its text
    /// names the detection.
    /// </summary>
    /// <param name="detection">The id of the detection.</param>
    public bool Names(string detection) =>
        Channel != FindingsChannel
        && Message
            .Split('\n')
            .Where(line => line.StartsWith(NamingLine, StringComparison.Ordinal))
            .SelectMany(line => line[NamingLine.Length..].TrimEnd('"').Split(", "))
            .Contains(detection);
}

/// <summary>A subscriber of a topic.</summary>
/// <param name="Protocol">The SNS protocol.</param>
/// <param name="Endpoint">The address that SNS delivers to.</param>
public sealed record Recipient(string Protocol, string Endpoint)
{
    /// <summary>
    /// Whether the subscription does not exist yet, because its owner, another account, must subscribe. That subscription may
    /// then filter too.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AwaitsOwner { get; init; }

    /// <summary>Returns the protocol and the endpoint, and says if the owner has yet to subscribe.</summary>
    public override string ToString() => $"{Protocol} {Endpoint}{(AwaitsOwner ? " (once its owner subscribes)" : "")}";
}

/// <summary>A delivery that failed.</summary>
/// <param name="Rule">The rule whose target did not get the event.</param>
/// <param name="TargetArn">The target.</param>
/// <param name="Reason">The reason of the failure.</param>
/// <param name="IsKept">Whether a dead-letter queue keeps the event. Otherwise the event is lost.</param>
public sealed record FailedDelivery(string Rule, string TargetArn, string Reason, bool IsKept);
