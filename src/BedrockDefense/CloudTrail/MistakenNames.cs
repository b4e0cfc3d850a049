namespace BedrockDefense.CloudTrail;

/// <summary>
/// Names that look right but that CloudTrail never writes, so a rule with such a name would never match and nobody would notice.
/// IAM actions and service names differ from event names and event sources ("Service Authorization Reference"; CloudTrail user
/// guide, "AWS service topics for CloudTrail").
/// </summary>
internal static class MistakenNames
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ["eventbridge.amazonaws.com"] = "events.amazonaws.com",
        ["cloudwatch.amazonaws.com"] = "monitoring.amazonaws.com",
        ["stepfunctions.amazonaws.com"] = "states.amazonaws.com",
        ["bedrock-runtime.amazonaws.com"] = "bedrock.amazonaws.com",
        ["efs.amazonaws.com"] = "elasticfilesystem.amazonaws.com",
    };

    private static readonly Dictionary<string, string> Events = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PassRole"] = "it is no API call; look at the calls a role is passed to",
        ["ListAllMyBuckets"] = "the API call is ListBuckets",
    };

    /// <summary>Returns what is wrong with an eventSource, or null.</summary>
    public static string? SourceFault(string name) =>
        Sources.TryGetValue(name, out var right) ? $"CloudTrail writes no eventSource {name}; this service's is {right}"
        : !name.EndsWith(EventSources.Domain, StringComparison.OrdinalIgnoreCase) || name.Length == EventSources.Domain.Length
            ? $"'{name}' is no eventSource; they end in {EventSources.Domain}, e.g. bedrock.amazonaws.com"
        : null;

    /// <summary>Returns what is wrong with an eventName, or null.</summary>
    public static string? EventFault(string name) =>
        Events.TryGetValue(name, out var remedy) ? $"CloudTrail never logs {name}: {remedy}"
        : name.Any(char.IsWhiteSpace) ? $"'{name}' is no event name; they have no spaces"
        : null;
}
