using BedrockDefense.CloudTrail;

namespace BedrockDefense.EventBridge.Compiling;

/// <summary>Chooses the values of <c>detail-type</c> that a compiled pattern asks for.</summary>
internal static class DetailTypes
{
    /// <summary>
    /// Returns the elements of the pattern's <c>detail-type</c>. If the rule names event types, they decide. If it names only
    /// services, the elements are API calls, and also sign-ins if the sign-in service is among them. If it names neither,
    /// everything that CloudTrail delivers is accepted.
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
