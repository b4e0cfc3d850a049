using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Evaluation;

/// <summary>
/// Finds condition keys that AWS puts into every request of an organization's principal, but whose values were not given. The
/// verdict treats such a key as absent, although in a real request it never is.
/// </summary>
public static class UnknownKeys
{
    // The keys that AWS puts into every request, into every request of an organization's principal or, for keys of resources,
    // into requests of most actions (IAM User Guide, "AWS global condition context keys").
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
    /// Returns the keys that decide whether a statement applies, because all its other elements match. Each comes with an
    /// example of a value to give.
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
            where explanation.Elements.Except(unknown.Select(one => one.First)).All(element => element.IsMatch)
            from key in unknown.Select(one => one.Second.Key).Distinct(StringComparer.OrdinalIgnoreCase)
            select (key, Examples[key], explanation.Name),
        ];
    }

    private static bool IsUnknown(string key, RequestContext request) => request.Find(key) is null && Examples.ContainsKey(key);
}
