using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Infra.Access;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Emulator.Tests.Deployer;

/// <summary>The template of the roles that the program assumes.</summary>
public sealed class DeploymentRolesTests
{
    private const string ExternalId =
        """{"id":"222233334444","roleArn":"arn:aws:iam::222233334444:role/platform/Deploy","externalId":"not-for-everybody"}""";

    [Fact]
    public async Task Each_account_gets_the_role_of_the_settings_with_the_very_policies_that_are_shown()
    {
        var deployed = await DeployedConfiguration.OfAsync(DeployedConfiguration.Production);
        var resources = Template(deployed.Settings)["Resources"]!.AsObject();

        foreach (var (prefix, account) in new[] { ("Security", "222233334444"), ("LogArchive", "333344445555") })
        {
            var shown = DeploymentAccount.Of(deployed.Settings).Single(one => one.Id == account);
            var role = resources[$"{prefix}Role"]!["Properties"]!;
            Assert.Equal(("/", "BedrockDefenseDeployment"), (role["Path"]!.GetValue<string>(), role["RoleName"]!.GetValue<string>()));
            Assert.Equal(
                shown.Policies.Concat(shown.VerifierPolicies).Concat(shown.ProverPolicies).Select(policy => policy.Json),
                role["ManagedPolicyArns"]!
                    .AsArray()
                    .Select(policy => JsonText.Of(resources[policy!["Ref"]!.GetValue<string>()]!["Properties"]!["PolicyDocument"]!))
            );
        }
    }

    [Fact]
    public async Task Everything_in_it_is_made_in_its_own_account_only()
    {
        var template = Template((await DeployedConfiguration.OfAsync(DeployedConfiguration.Production)).Settings);

        Assert.All(
            template["Resources"]!.AsObject().Concat(template["Outputs"]!.AsObject()),
            one => Assert.StartsWith(one.Value!["Condition"]!.GetValue<string>()[..^"Account".Length], one.Key, StringComparison.Ordinal)
        );
        Assert.Equal(
            """
            {"SecurityAccount":{"Fn::Equals":[{"Ref":"AWS::AccountId"},"222233334444"]},
            "LogArchiveAccount":{"Fn::Equals":[{"Ref":"AWS::AccountId"},"333344445555"]}}
            """.ReplaceLineEndings(""),
            JsonText.Of(template["Conditions"]!)
        );
    }

    [Fact]
    public async Task It_trusts_one_principal_of_the_organization_with_the_external_id_where_there_is_one()
    {
        var template = Template(
            (
                await DeployedConfiguration.OfAsync(DeployedConfiguration.Production, ("bedrock-defense:securityAccount", ExternalId))
            ).Settings
        );

        Assert.Equal(
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"OnlyThePrincipalThatDeploysAndOnlyFromTheOrganization","Effect":"Allow",
            "Principal":{"AWS":{"Ref":"DeployingPrincipal"}},"Action":"sts:AssumeRole",
            "Condition":{"StringEquals":{"aws:PrincipalOrgID":{"Ref":"OrganizationId"},"sts:ExternalId":{"Ref":"SecurityExternalId"}}}}]}
            """.ReplaceLineEndings(""),
            JsonText.Of(template["Resources"]!["SecurityRole"]!["Properties"]!["AssumeRolePolicyDocument"]!)
        );
        Assert.DoesNotContain("sts:ExternalId", JsonText.Of(template["Resources"]!["LogArchiveRole"]!), StringComparison.Ordinal);
        Assert.True(template["Parameters"]!["SecurityExternalId"]!["NoEcho"]!.GetValue<bool>());
        Assert.Equal("/platform/", template["Resources"]!["SecurityRole"]!["Properties"]!["Path"]!.GetValue<string>());
        Assert.DoesNotContain("not-for-everybody", template.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:role/BedrockDefensePipeline", true)]
    [InlineData(
        "arn:aws-us-gov:iam::999999999999:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Platform_0123456789abcdef",
        true
    )]
    [InlineData("arn:aws:iam::999999999999:user/ci", true)]
    [InlineData("*", false)]
    [InlineData("arn:aws:iam::999999999999:role/*", false)]
    [InlineData("arn:aws:iam::999999999999:root", false)]
    [InlineData("999999999999", false)]
    [InlineData("arn:aws:sts::999999999999:assumed-role/BedrockDefensePipeline/session", false)]
    public async Task Its_parameter_takes_one_principal_and_no_pattern(string principal, bool isTaken)
    {
        var template = Template((await DeployedConfiguration.OfAsync(DeployedConfiguration.Production)).Settings);

        // CloudFormation requires that the pattern matches the whole value.
        Assert.Equal(
            isTaken,
            Regex.IsMatch(principal, $"^(?:{template["Parameters"]!["DeployingPrincipal"]!["AllowedPattern"]!.GetValue<string>()})\\z")
        );
    }

    [Fact]
    public async Task There_is_none_where_everything_is_in_the_management_account() =>
        Assert.Null(DeploymentRolesTemplate.Of((await DeployedConfiguration.OfAsync("of the sample")).Settings));

    private static JsonNode Template(DefenseSettings settings) => JsonNode.Parse(DeploymentRolesTemplate.Of(settings)!)!;
}
