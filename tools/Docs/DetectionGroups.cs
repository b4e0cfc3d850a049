using BedrockDefense.Catalog;

namespace BedrockDefense.Docs;

/// <summary>The detections in groups by subject, in the order in which a reader meets them.</summary>
internal static class DetectionGroups
{
    private static readonly (string Title, string[] Ids)[] Groups =
    [
        (
            "Changes of the logging",
            [
                "bedrock-logging-deletion",
                "bedrock-logging-deletion-by-non-admin",
                "bedrock-logging-deletion-by-disguised-role",
                "bedrock-logging-change-denied",
                "bedrock-logging-change-by-non-admin",
                "bedrock-logging-change-by-disguised-role",
                "bedrock-logging-change-by-root",
                "bedrock-logging-change-by-assumed-root",
                "bedrock-logging-change-without-mfa",
                "bedrock-logging-redirected",
                "bedrock-logging-weakened",
                "bedrock-logging-enumeration-by-non-admin",
                "bedrock-logging-enumeration-by-disguised-role",
            ]
        ),
        (
            "Inference that the logging cannot see",
            [
                "bedrock-unlogged-inference",
                "bedrock-mantle-use",
                "bedrock-used-in-ungoverned-region",
                "bedrock-safeguard-changed",
                "bedrock-call-with-bearer-token",
                "bedrock-change-by-bearer-token",
                "bedrock-enumeration-by-bearer-token",
            ]
        ),
        (
            "Destinations of the logs",
            [
                "bedrock-log-group-tampering",
                "bedrock-log-group-forgeable",
                "bedrock-log-bucket-tampering",
                "log-bucket-opened",
                "bedrock-log-delivery-denied",
                "account-log-policy-changed",
                "delivery-role-tampering",
                "kms-key-tampering",
                "kms-grant-changed",
            ]
        ),
        ("The audit trail", ["cloudtrail-stopped", "cloudtrail-narrowed", "event-data-store-tampering", "delegated-administrator-changed"]),
        (
            "The alert path and this stack",
            [
                "alert-path-tampering",
                "alerts-silenced",
                "default-event-bus-changed",
                "defense-stack-tampering",
                "member-stack-hindered",
                "stacksets-role-stack-changed",
            ]
        ),
        (
            "The guardrails and their exemptions",
            [
                "guardrail-tampering",
                "guardrail-scope-changed",
                "exempt-role-claimed",
                "organization-left",
                "identity-access-granted",
                "identity-group-joined",
                "identity-provider-changed",
            ]
        ),
    ];

    /// <summary>
    /// The groups with their detections. The detections without a group come last, so a new detection needs no line here.
    /// </summary>
    public static IEnumerable<(string Title, IReadOnlyList<Detection> Detections)> All
    {
        get
        {
            var all = Detection.All.ToDictionary(detection => detection.Id);
            foreach (var (title, ids) in Groups)
            {
                yield return (title, [.. ids.Select(id => all[id])]);
            }

            Detection[] others = [.. all.Values.Where(detection => !Groups.Any(group => group.Ids.Contains(detection.Id)))];
            if (others.Length > 0)
            {
                yield return ("Others", others);
            }
        }
    }
}
