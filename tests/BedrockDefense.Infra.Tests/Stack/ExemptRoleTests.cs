using BedrockDefense.Infra.Asking;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;
using Pulumi.Utilities;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests which roles of the management account are exempt before the stack exists, and whom they trust.</summary>
[Collection("console")]
public sealed class ExemptRoleTests
{
    private const string Account = "999999999999";
    private const string Member = "111122223333";
    private const string Role = $"arn:aws:iam::{Account}:role";

    private static readonly string TrustOfStates = Trust("""{"Service":"states.amazonaws.com"}""");

    [Theory]
    [InlineData("team/BedrockLoggingAdmin")]
    [InlineData("AWSReservedSSO_SecurityAdmin_0123456789abcdef")]
    public async Task A_role_of_the_name_elsewhere_is_not_exempt(string pathAndName)
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false);
        aws.TrustPolicies[$"{Role}/{pathAndName}"] = TrustOfStates;

        Assert.Empty(await WarningsAsync(aws));
    }

    [Fact]
    public async Task Each_role_that_an_exemption_holds_for_is_told_with_whom_it_trusts()
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false);
        string[] exempt =
        [
            $"{Role}/BedrockLoggingAdmin",
            $"{Role}/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_SecurityAdmin_0123456789abcdef",
            $"{Role}/bedrock-defense-restorer-us-east-1",
            $"{Role}/stacksets-exec-0a1b2c3d",
        ];
        string[] others =
        [
            $"{Role}/BedrockLoggingAdmins",
            $"{Role}/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_SecurityAdmin_ReadOnly_0123456789abcdef",
            $"{Role}/bedrock-defense-restorer-eu-west-1",
            $"{Role}/bedrock-defense-restorer-evil",
        ];
        foreach (var arn in exempt.Concat(others))
        {
            aws.TrustPolicies[arn] = TrustOfStates;
        }

        Assert.Equal(exempt.Order(StringComparer.Ordinal).Select(arn => $"{arn} trusts states.amazonaws.com"), await WarningsAsync(aws));
    }

    [Fact]
    public async Task Where_there_are_none_none_is_told() =>
        Assert.Empty(await WarningsAsync(new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: false)));

    [Theory]
    [InlineData(FakeAws.RolesQuestion, "AWS does not tell which roles of the management account are exempt: roles: AccessDenied")]
    [InlineData(FakeAws.TrustQuestion, $"AWS does not tell whom the role {Role}/BedrockLoggingAdmin trusts: trust: AccessDenied")]
    public async Task What_AWS_does_not_tell_ends_the_preview(string question, string said)
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        {
            BeforeAnswer = asked =>
                asked == question ? Task.FromException(new InvalidOperationException($"{asked}: AccessDenied")) : Task.CompletedTask,
        };
        aws.TrustPolicies[$"{Role}/BedrockLoggingAdmin"] = TrustOfStates;

        var error = (await Assert.ThrowsAsync<RunException>(() => Stacks.RenderAsync(Stacks.Sample, isPreview: true, aws))).Message;

        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Contains("iam:ListRoles and iam:GetRole", error, StringComparison.Ordinal);
        Assert.Empty(aws.Resources);
    }

    [Theory]
    [InlineData("""{"Service":"states.amazonaws.com"}""", "states.amazonaws.com", false)]
    [InlineData("""{"Service":["states.amazonaws.com","events.amazonaws.com"]}""", "states.amazonaws.com, events.amazonaws.com", false)]
    [InlineData(
        """{"Service":["states.amazonaws.com","rolesanywhere.amazonaws.com"]}""",
        "states.amazonaws.com, rolesanywhere.amazonaws.com, which lets in whoever shows a certificate",
        true
    )]
    [InlineData(
        """{"Service":"credentials.iot.amazonaws.com"}""",
        "credentials.iot.amazonaws.com, which lets in whoever shows a certificate",
        true
    )]
    [InlineData(
        """{"Federated":"arn:aws:iam::999999999999:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE"}""",
        "arn:aws:iam::999999999999:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE",
        false
    )]
    [InlineData(
        """{"Federated":"arn:aws:iam::999999999999:saml-provider/company"}""",
        "arn:aws:iam::999999999999:saml-provider/company",
        true
    )]
    [InlineData(
        """{"Federated":"arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com"}""",
        "arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com",
        true
    )]
    [InlineData("""{"AWS":"arn:aws:iam::999999999999:role/Pipeline"}""", "arn:aws:iam::999999999999:role/Pipeline", false)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/Pipeline"}""", "arn:aws:iam::111122223333:role/Pipeline", true)]
    [InlineData("""{"AWS":"arn:aws:iam::999999999999:root"}""", "every principal of account 999999999999 that a policy there lets", true)]
    [InlineData("""{"AWS":"111122223333"}""", "every principal of account 111122223333 that a policy there lets", true)]
    [InlineData("\"*\"", "everybody", true)]
    [InlineData("""{"AWS":"AROAEXAMPLEEXAMPLE000"}""", "somebody in a way that is not understood here: read its trust policy", true)]
    public void A_trust_policy_is_put_into_words_and_judged(string principal, string description, bool isWide) =>
        Assert.Equal(new RoleTrust(description, isWide), RoleTrust.Read(Trust(principal), Account));

    [Theory]
    [InlineData("stacksets-exec-0a1b", """{"AWS":"%organizationAdmin%"}""", false)]
    [InlineData("stacksets-exec-0a1b", """{"AWS":"arn:aws:iam::999999999999:root"}""", true)]
    [InlineData("stacksets-exec-0a1b", """{"AWS":"arn:aws:iam::444455556666:role/x"}""", true)]
    [InlineData("BedrockLoggingAdmin", """{"AWS":"%organizationAdmin%"}""", true)]
    [InlineData("BedrockLoggingAdmin", """{"AWS":"arn:aws:iam::111122223333:role/Pipeline"}""", false)]
    [InlineData("BedrockLoggingAdmin", """{"AWS":"arn:aws:iam::999999999999:role/Pipeline"}""", true)]
    [InlineData("Deployment", """{"AWS":"arn:aws:iam::999999999999:role/Pipeline"}""", false)]
    [InlineData("Deployment", """{"AWS":"arn:aws:iam::999999999999:root"}""", false)]
    [InlineData("Deployment", """{"AWS":"arn:aws:iam::444455556666:root"}""", true)]
    public void In_a_member_StackSets_and_the_deployment_may_come_from_the_management_account(string role, string principal, bool isWide)
    {
        var settings = CheckedSettings.Parse(
            new Dictionary<string, string>(Stacks.Sample)
            {
                ["bedrock-defense:securityAccount"] = $$"""{"id":"{{Member}}","roleArn":"arn:aws:iam::{{Member}}:role/Deployment"}""",
            }
        );
        var trusted = principal.Replace(
            "%organizationAdmin%",
            $"{Role}/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
            StringComparison.Ordinal
        );

        Assert.Equal(isWide, MemberTrust.Read(Trust(trusted), $"arn:aws:iam::{Member}:role/{role}", Account, settings).IsWide);
    }

    [Fact]
    public async Task Every_exempt_pattern_is_in_a_declared_guardrail()
    {
        var policies = string.Concat((await Stacks.WithAsync()).All("organizations/policy").Select(policy => policy.Text("content")));

        Assert.All(
            ExemptRolePatterns.Of(CheckedSettings.Parse(Stacks.Sample)),
            pattern => Assert.Contains($"\"{pattern}\"", policies, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_policy_that_only_denies_trusts_nobody() =>
        Assert.Equal(
            new RoleTrust("nobody", IsWide: false),
            RoleTrust.Read(Trust("\"*\"").Replace("Allow", "Deny", StringComparison.Ordinal), Account)
        );

    private static string Trust(string principal) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}]}""";

    private static async Task<IReadOnlyList<string>> WarningsAsync(FakeAws aws)
    {
        IReadOnlyList<string> told = [];
        _ = await Stacks.RenderAsync(
            Stacks.Sample,
            isPreview: false,
            aws,
            async stack => told = await OutputUtilities.GetValueAsync(stack.ExemptRoles)
        );
        return told;
    }
}
