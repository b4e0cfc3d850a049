namespace BedrockDefense.Scp.Documents;

/// <summary>A type of authorization policy of AWS Organizations, which this stack makes its guardrails of.</summary>
/// <param name="Name">How AWS Organizations calls the type.</param>
/// <param name="Noun">What one such policy is called.</param>
/// <param name="Plural">What several are called.</param>
/// <param name="FullAccess">AWS's own policy of the type, which counts against the quota of a target.</param>
/// <param name="Kind">How such a document is read.</param>
/// <param name="NamePrefix">What the names of this stack's begin with; a number follows.</param>
public sealed record OrganizationPolicyType(string Name, string Noun, string Plural, string FullAccess, PolicyKind Kind, string NamePrefix)
{
    /// <summary>Service control policies: what the principals of an account may do.</summary>
    public static OrganizationPolicyType ServiceControl { get; } =
        new(
            "SERVICE_CONTROL_POLICY",
            "service control policy",
            "service control policies",
            "FullAWSAccess",
            PolicyKind.ServiceControl,
            "bedrock-defense-guardrails-"
        );

    /// <summary>Resource control policies: what may be done to the resources of an account, whoever does it.</summary>
    public static OrganizationPolicyType ResourceControl { get; } =
        new(
            "RESOURCE_CONTROL_POLICY",
            "resource control policy",
            "resource control policies",
            "RCPFullAWSAccess",
            PolicyKind.ResourceControl,
            "bedrock-defense-resource-guardrails-"
        );
}
