namespace BedrockDefense.CloudTrail;

/// <summary>
/// The <c>source</c> and the <c>detail-type</c> of the events that EventBridge makes from CloudTrail records. The EventBridge
/// events reference lists both for each service ("events delivered via AWS CloudTrail").
/// </summary>
internal static class EventSources
{
    public const string ApiCall = "AWS API Call via CloudTrail";
    public const string SignIn = "AWS Console Sign In via CloudTrail";
    public const string Domain = ".amazonaws.com";

    /// <summary>
    /// The detail-type for an eventType of a record, from "AWS service events delivered via AWS CloudTrail" (EventBridge user
    /// guide).
    /// </summary>
    private static readonly Dictionary<string, string> DetailTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AwsApiCall"] = ApiCall,
        ["AwsServiceEvent"] = "AWS Service Event via CloudTrail",
        ["AwsConsoleSignIn"] = SignIn,
        ["AwsConsoleAction"] = "AWS Console Action via CloudTrail",
        ["AwsVpceEvent"] = "AWS Network Activity Event via CloudTrail",
        ["AwsCloudTrailInsight"] = "AWS Insight via CloudTrail",
    };

    /// <summary>Returns the source for an eventSource, such as <c>aws.bedrock</c> for <c>bedrock.amazonaws.com</c>.</summary>
    public static string SourceOf(string eventSource) => "aws." + eventSource.ToLowerInvariant()[..^Domain.Length];

    /// <summary>Returns the detail-type for an eventType. It is the detail-type of API calls unless the guide names another.</summary>
    public static string DetailTypeOf(string? eventType) => DetailTypes.GetValueOrDefault(eventType ?? "", ApiCall);

    /// <summary>Returns whether records with this eventType have a detail-type in the guide.</summary>
    public static bool HasDetailType(string eventType) => DetailTypes.ContainsKey(eventType);
}
