using BedrockDefense.CloudTrail;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>What a compiled pattern asks of <c>detail-type</c>.</summary>
internal static class DetailTypes
{
    /// <summary>
    /// The elements of the pattern's detail-type: those of the event types the rule names; else API calls, with
    /// sign-ins for their service; else, when the rule names no service either, everything CloudTrail delivers.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string>? eventTypes, IReadOnlyList<string>? sources)
    {
        if (eventTypes is not null && eventTypes.All(EventSources.HasDetailType))
        {
            return [.. eventTypes.Select(type => PatternJson.Quote(EventSources.DetailTypeOf(type))).Distinct()];
        }

        if (sources is null || eventTypes is not null)
        {
            return ["""{"suffix":" via CloudTrail"}"""];
        }

        var apiCall = PatternJson.Quote(EventSources.ApiCall);
        return sources.Contains("aws.signin") ? [apiCall, PatternJson.Quote(EventSources.SignIn)] : [apiCall];
    }
}
