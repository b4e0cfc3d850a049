using System.Globalization;

namespace BedrockDefense.EventBridge;

/// <summary>The values of an input transformer's predefined variables that do not come from the event.</summary>
/// <param name="RuleArn">The ARN of the rule. It contains the name of the bus, unless that is the default bus.</param>
/// <param name="RuleName">The name of the rule.</param>
/// <param name="IngestionTime">When EventBridge received the event.</param>
public sealed record TransformContext(string RuleArn, string RuleName, DateTimeOffset IngestionTime)
{
    internal string IngestionTimeText => IngestionTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
