using System.Text.Json.Nodes;

namespace BedrockDefense.Live.Tests.Fakes;

/// <summary>
/// An organization whose lists have several pages. Below the root are the management account, an active account and a unit; the unit has an
/// active and a suspended account, and a unit with two accounts.
/// </summary>
internal static class SampleTree
{
    /// <summary>The pages of an operation.</summary>
    public static JsonObject[] Pages(string operation, string? parent) =>
        (operation, parent) switch
        {
            ("DescribeOrganization", _) =>
            [
                Json("""{"Organization":{"Id":"o-sample","MasterAccountId":"111122223333","FeatureSet":"ALL"}}"""),
            ],
            ("ListRoots", _) =>
            [
                Json("""{"Roots":[]}"""),
                Json("""{"Roots":[{"Id":"r-ab12","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}"""),
            ],
            ("ListAccounts", _) =>
            [
                Json(
                    """{"Accounts":[{"Id":"111122223333","State":"ACTIVE"},{"Id":"200000000001","State":"ACTIVE","Status":"SUSPENDED"}]}"""
                ),
                Json("""{"Accounts":[{"Id":"200000000002","Status":"ACTIVE"},{"Id":"200000000003","Status":"SUSPENDED"}]}"""),
                Json("""{"Accounts":[{"Id":"200000000004","State":"PENDING_CLOSURE","Status":"ACTIVE"}]}"""),
                Json("""{"Accounts":[{"Id":"200000000005","Status":"ACTIVE"}]}"""),
            ],
            ("ListAWSServiceAccessForOrganization", _) =>
            [
                Json("""{"EnabledServicePrincipals":[{"ServicePrincipal":"cloudtrail.amazonaws.com"}]}"""),
                Json("""{"EnabledServicePrincipals":[{"ServicePrincipal":"member.org.stacksets.cloudformation.amazonaws.com"}]}"""),
            ],
            ("ListDelegatedAdministrators", _) =>
            [
                Json("""{"DelegatedAdministrators":[{"Id":"200000000001"}]}"""),
                Json("""{"DelegatedAdministrators":[{"Id":"200000000002"}]}"""),
            ],
            ("ListDelegatedServicesForAccount", "200000000001") =>
            [
                Json("""{"DelegatedServices":[{"ServicePrincipal":"guardduty.amazonaws.com"}]}"""),
            ],
            ("ListDelegatedServicesForAccount", _) =>
            [
                Json("""{"DelegatedServices":[{"ServicePrincipal":"guardduty.amazonaws.com"}]}"""),
                Json("""{"DelegatedServices":[{"ServicePrincipal":"cloudtrail.amazonaws.com"}]}"""),
            ],
            ("ListAccountsForParent", "r-ab12") =>
            [
                Json("""{"Accounts":[{"Id":"111122223333"}]}"""),
                Json("""{"Accounts":[{"Id":"200000000001"}]}"""),
            ],
            ("ListAccountsForParent", "ou-1") =>
            [
                Json("""{"Accounts":[{"Id":"200000000002"}]}"""),
                Json("""{"Accounts":[{"Id":"200000000003"}]}"""),
            ],
            ("ListAccountsForParent", "ou-2") => [Json("""{"Accounts":[{"Id":"200000000004"},{"Id":"200000000005"}]}""")],
            ("ListOrganizationalUnitsForParent", "r-ab12") =>
            [
                Json("""{"OrganizationalUnits":[]}"""),
                Json("""{"OrganizationalUnits":[{"Id":"ou-1"}]}"""),
            ],
            ("ListOrganizationalUnitsForParent", "ou-1") => [Json("""{"OrganizationalUnits":[{"Id":"ou-2"}]}""")],
            ("ListOrganizationalUnitsForParent", _) => [Json("""{"OrganizationalUnits":[]}""")],
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "no such operation"),
        };

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
