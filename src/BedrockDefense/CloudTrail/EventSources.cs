namespace BedrockDefense.CloudTrail;

/// <summary>
/// The <c>source</c> and <c>detail-type</c> under which EventBridge delivers CloudTrail records. The EventBridge
/// events reference gives both for each service ("events delivered via AWS CloudTrail").
/// </summary>
internal static class EventSources
{
    public const string ApiCall = "AWS API Call via CloudTrail";
    public const string SignIn = "AWS Console Sign In via CloudTrail";
    public const string Domain = ".amazonaws.com";

    /// <summary>"AWS service events delivered via AWS CloudTrail" (EventBridge user guide), by the record's eventType.</summary>
    private static readonly Dictionary<string, string> DetailTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AwsApiCall"] = ApiCall,
        ["AwsServiceEvent"] = "AWS Service Event via CloudTrail",
        ["AwsConsoleSignIn"] = SignIn,
        ["AwsConsoleAction"] = "AWS Console Action via CloudTrail",
        ["AwsVpceEvent"] = "AWS Network Activity Event via CloudTrail",
        ["AwsCloudTrailInsight"] = "AWS Insight via CloudTrail",
    };

    /// <summary>The source of an eventSource: <c>bedrock.amazonaws.com</c> is <c>aws.bedrock</c>.</summary>
    public static string SourceOf(string eventSource) => "aws." + eventSource.ToLowerInvariant()[..^Domain.Length];

    /// <summary>The detail-type of a record of this eventType; that of API calls where it names none.</summary>
    public static string DetailTypeOf(string? eventType) => DetailTypes.GetValueOrDefault(eventType ?? "", ApiCall);

    /// <summary>Whether a record of this eventType is delivered under a detail-type of its own.</summary>
    public static bool HasDetailType(string eventType) => DetailTypes.ContainsKey(eventType);
}
