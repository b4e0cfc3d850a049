using System.Text.Json.Serialization;

namespace BedrockDefense.Stack.Rehearsal;

/// <summary>A message that reached a topic.</summary>
/// <param name="Detection">The id of the detection.</param>
/// <param name="TopicArn">The topic.</param>
/// <param name="Message">The message as its subscribers receive it.</param>
/// <param name="Recipients">The subscribers whose filter lets it through.</param>
public sealed record DeliveredMessage(string Detection, string TopicArn, string Message, IReadOnlyList<Recipient> Recipients)
{
    private const string NamingLine = "\"Detections: ";

    /// <summary>The topic's last word: a severity, or <c>findings</c>.</summary>
    public string Channel => TopicArn[(TopicArn.LastIndexOf('-') + 1)..];

    /// <summary>Whether it tells a person that this detection fired: as its own message, or as one that names it too.</summary>
    public bool Names(string detection) =>
        Channel != "findings"
        && Message
            .Split('\n')
            .Where(line => line.StartsWith(NamingLine, StringComparison.Ordinal))
            .SelectMany(line => line[NamingLine.Length..].TrimEnd('"').Split(", "))
            .Contains(detection);
}

/// <summary>A subscriber.</summary>
/// <param name="Protocol">The SNS protocol.</param>
/// <param name="Endpoint">What SNS delivers to.</param>
public sealed record Recipient(string Protocol, string Endpoint)
{
    /// <summary>Whether it is told only once its owner, another account, has subscribed it, and as that subscription filters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AwaitsOwner { get; init; }

    /// <summary>Protocol and endpoint, and what is still to be done.</summary>
    public override string ToString() => $"{Protocol} {Endpoint}{(AwaitsOwner ? " (once its owner subscribes)" : "")}";
}

/// <summary>A delivery that failed.</summary>
/// <param name="Rule">The rule whose target was not reached.</param>
/// <param name="TargetArn">The target.</param>
/// <param name="Reason">Why not.</param>
/// <param name="IsKept">Whether a dead-letter queue keeps the event; otherwise it is lost.</param>
public sealed record FailedDelivery(string Rule, string TargetArn, string Reason, bool IsKept);
