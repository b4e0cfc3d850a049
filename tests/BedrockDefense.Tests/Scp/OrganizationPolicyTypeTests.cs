using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Tests.Scp;

/// <summary>
/// What AWS Organizations calls its types of policies (API reference, <c>CreatePolicy</c>), and what it has attached of its own.
/// </summary>
public sealed class OrganizationPolicyTypeTests
{
    [Fact]
    public void Service_control_policies_are_called_what_AWS_calls_them() =>
        Assert.Equal(
            new(
                "SERVICE_CONTROL_POLICY",
                "service control policy",
                "service control policies",
                "FullAWSAccess",
                PolicyKind.ServiceControl,
                "bedrock-defense-guardrails-"
            ),
            OrganizationPolicyType.ServiceControl
        );

    [Fact]
    public void Resource_control_policies_are_called_what_AWS_calls_them() =>
        Assert.Equal(
            new(
                "RESOURCE_CONTROL_POLICY",
                "resource control policy",
                "resource control policies",
                "RCPFullAWSAccess",
                PolicyKind.ResourceControl,
                "bedrock-defense-resource-guardrails-"
            ),
            OrganizationPolicyType.ResourceControl
        );
}
