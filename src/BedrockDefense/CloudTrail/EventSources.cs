using BedrockDefense.EventBridge.Compiling;

namespace BedrockDefense.CloudTrail;

/// <summary>
/// The <c>source</c> and <c>detail-type</c> under which EventBridge delivers CloudTrail records. The EventBridge
/// events reference gives both for each service ("events delivered via AWS CloudTrail").
/// </summary>
internal static class EventSources
{
    public const string ApiCall = "AWS API Call via CloudTrail";
    private const string SignIn = "AWS Console Sign In via CloudTrail";
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

    /// <summary>
    /// The elements of the pattern's detail-type: those of the event types the rule names; else API calls, with
    /// sign-ins for their service; else, when the rule names no service either, everything CloudTrail delivers.
    /// </summary>
    public static IReadOnlyList<string> DetailTypesOf(IReadOnlyList<string>? eventTypes, IReadOnlyList<string>? sources)
    {
        if (eventTypes is not null && eventTypes.All(DetailTypes.ContainsKey))
        {
            return [.. eventTypes.Select(type => PatternJson.Quote(DetailTypes[type])).Distinct()];
        }

        if (sources is null || eventTypes is not null)
        {
            return ["""{"suffix":" via CloudTrail"}"""];
        }

        return sources.Contains("aws.signin") ? [PatternJson.Quote(ApiCall), PatternJson.Quote(SignIn)] : [PatternJson.Quote(ApiCall)];
    }
}
