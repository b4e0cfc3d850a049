using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Condition keys that AWS puts into every request of a principal of an organization, but whose values nothing that was
/// given tells. Where a statement hangs on one, the verdict takes it for absent, which it never is.
/// </summary>
public static class UnknownKeys
{
    // IAM User Guide, "AWS global condition context keys": those whose availability is every request, every principal of an
    // organization, or (of resources) most actions.
    private static readonly Dictionary<string, string> Examples = new(StringComparer.OrdinalIgnoreCase)
    {
        [ConditionKey.PrincipalOrgPaths] = "o-exampleorg/r-exam/ou-exam-workload/",
        [ConditionKey.PrincipalOrgId] = "o-exampleorg",
        ["aws:RequestedRegion"] = "eu-central-1",
        ["aws:CurrentTime"] = "2026-11-25T10:00:00Z",
        ["aws:EpochTime"] = "1795600800",
        ["aws:SecureTransport"] = "true",
        ["aws:UserAgent"] = "aws-cli/2",
        ["aws:userid"] = "AROAEXAMPLEEXAMPLE123:session",
        ["aws:ResourceAccount"] = "111122223333",
        ["aws:ResourceOrgID"] = "o-exampleorg",
        ["aws:ResourceOrgPaths"] = "o-exampleorg/r-exam/ou-exam-workload/",
    };

    /// <summary>
    /// The keys that a statement hangs on, each with an example of what to give: nothing else in the statement keeps it from
    /// applying.
    /// </summary>
    public static IReadOnlyList<(string Key, string Example, string Statement)> Of(Verdict verdict, RequestContext request)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            .. from explanation in verdict.Explanations
            let conditions = explanation.Statement.Conditions
            let explained = explanation.Elements.TakeLast(conditions.Count).Zip(conditions)
            let unknown = explained.Where(one => IsUnknown(one.Second.Key, request)).ToList()
            where explanation.Elements.Except(unknown.Select(one => one.First)).All(element => element.Matched)
            from key in unknown.Select(one => one.Second.Key).Distinct(StringComparer.OrdinalIgnoreCase)
            select (key, Examples[key], explanation.Name),
        ];
    }

    private static bool IsUnknown(string key, RequestContext request) => request.Find(key) is null && Examples.ContainsKey(key);
}
