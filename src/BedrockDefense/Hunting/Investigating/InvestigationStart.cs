using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>The events whose credentials an investigation traces: those that have one of these values.</summary>
/// <param name="AccessKeys">The ids of access keys.</param>
/// <param name="Principals">The ARNs of callers, or of roles whose sessions were callers.</param>
/// <param name="Addresses">The addresses that calls came from, as the events write them.</param>
/// <param name="EventIds">The ids of events.</param>
public sealed record InvestigationStart(
    IReadOnlyList<string> AccessKeys,
    IReadOnlyList<string> Principals,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> EventIds
)
{
    /// <summary>The rule that matches the events.</summary>
    internal SigmaRule Rule
    {
        get
        {
            (string Field, IReadOnlyList<string> Values)[] fields =
            [
                (CredentialFields.CallerKey, AccessKeys),
                ("userIdentity.arn", Principals),
                ("userIdentity.sessionContext.sessionIssuer.arn", Principals),
                ("sourceIPAddress", Addresses),
                ("eventID", EventIds),
            ];
            return CredentialRules.AnyOf("start", fields.Where(one => one.Values.Count > 0));
        }
    }
}
