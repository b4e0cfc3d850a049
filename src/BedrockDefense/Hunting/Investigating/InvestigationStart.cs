using BedrockDefense.Hunting.Matching;
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
    /// <summary>The field with the ARN of a role whose session is the caller.</summary>
    internal const string RoleField = "userIdentity.sessionContext.sessionIssuer.arn";

    /// <summary>The time of the first event, where it is known beforehand; null to take it from the archive.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The rule that matches the events.</summary>
    internal SigmaRule Rule => RuleWith(AccessKeys);

    /// <summary>Returns the rule that matches the events, with other access keys.</summary>
    internal SigmaRule RuleWith(IReadOnlyList<string> keys)
    {
        (string Field, IReadOnlyList<string> Values)[] fields =
        [
            (CredentialFields.CallerKey, keys),
            ("userIdentity.arn", Principals),
            (RoleField, Principals),
            ("sourceIPAddress", Addresses),
            ("eventID", EventIds),
        ];
        return FieldRule.AnyOf("start", fields.Where(one => one.Values.Count > 0));
    }
}
