using System.Collections.Immutable;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>
/// Answers the program's questions about a sample organization, as AWS would answer the management account. In this
/// organization everything is ready for the stack. A function that is not listed is an error.
/// </summary>
internal sealed class AwsFunctions(SampleOrganization organization)
{
    /// <summary>Returns the result of a function.</summary>
    public ImmutableDictionary<string, object> Answer(string token) =>
        token switch
        {
            "aws:index/getCallerIdentity:getCallerIdentity" => Object(("accountId", organization.ManagementAccountId)),
            "aws:iam/getRoles:getRoles" => Object(("arns", List()), ("names", List())),
            "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators" => Object(("delegatedAdministrators", List())),
            "aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts" => Object(
                ("accounts", List(organization.MemberAccountIds, Account))
            ),
            "aws:organizations/getOrganization:getOrganization" => Object(
                ("id", organization.Id),
                ("masterAccountId", organization.ManagementAccountId),
                ("featureSet", "ALL"),
                ("awsServiceAccessPrincipals", List("cloudtrail.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com")),
                ("enabledPolicyTypes", List("RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY")),
                (
                    "roots",
                    List(
                        Object(
                            ("id", organization.RootId),
                            (
                                "policyTypes",
                                List(
                                    Object(("type", "RESOURCE_CONTROL_POLICY"), ("status", "ENABLED")),
                                    Object(("type", "SERVICE_CONTROL_POLICY"), ("status", "ENABLED"))
                                )
                            )
                        )
                    )
                ),
                (
                    "accounts",
                    List([organization.ManagementAccountId, .. organization.MemberAccountIds, .. organization.FurtherAccountIds], Account)
                )
            ),
            _ => throw new NotSupportedException($"the rehearsal does not know the function {token}"),
        };

    private static ImmutableDictionary<string, object> Account(string id) => Object(("id", id), ("state", "ACTIVE"), ("status", "ACTIVE"));

    private static ImmutableDictionary<string, object> Object(params (string Name, object Value)[] properties) =>
        properties.ToImmutableDictionary(property => property.Name, property => property.Value);

    private static ImmutableArray<object> List(params object[] items) => [.. items];

    private static ImmutableArray<object> List(IEnumerable<string> items, Func<string, object> convert) => [.. items.Select(convert)];
}
