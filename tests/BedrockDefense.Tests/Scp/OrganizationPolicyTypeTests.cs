using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Tests.Scp;

/// <summary>
/// Tests the names of the types of policies in AWS Organizations (API reference, <c>CreatePolicy</c>), and the policies that AWS itself has
/// attached.
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
