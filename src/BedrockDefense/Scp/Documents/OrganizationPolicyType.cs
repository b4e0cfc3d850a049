namespace BedrockDefense.Scp.Documents;

/// <summary>A type of authorization policy of AWS Organizations. The stack's guardrails are policies of these types.</summary>
/// <param name="Name">The name that AWS Organizations gives to the type.</param>
/// <param name="Noun">What one such policy is called in messages.</param>
/// <param name="Plural">What several such policies are called in messages.</param>
/// <param name="FullAccess">The name of AWS's own policy of the type, which counts against the quota of a target.</param>
/// <param name="Kind">How a document of the type is read.</param>
/// <param name="NamePrefix">The beginning of the names of the stack's policies; a number follows it.</param>
public sealed record OrganizationPolicyType(string Name, string Noun, string Plural, string FullAccess, PolicyKind Kind, string NamePrefix)
{
    /// <summary>Service control policies limit what the principals of an account may do.</summary>
    public static OrganizationPolicyType ServiceControl { get; } =
        new(
            "SERVICE_CONTROL_POLICY",
            "service control policy",
            "service control policies",
            "FullAWSAccess",
            PolicyKind.ServiceControl,
            "bedrock-defense-guardrails-"
        );

    /// <summary>Resource control policies limit what anybody may do to the resources of an account.</summary>
    public static OrganizationPolicyType ResourceControl { get; } =
        new(
            "RESOURCE_CONTROL_POLICY",
            "resource control policy",
            "resource control policies",
            "RCPFullAWSAccess",
            PolicyKind.ResourceControl,
            "bedrock-defense-resource-guardrails-"
        );

    /// <summary>Returns how a document of a type is read, by the name that AWS Organizations gives to the type.</summary>
    public static PolicyKind KindOf(string? name) => name == ResourceControl.Name ? ResourceControl.Kind : ServiceControl.Kind;
}
