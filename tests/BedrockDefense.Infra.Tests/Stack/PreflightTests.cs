using BedrockDefense.Stack.Declaration;
using BedrockDefense.Testing.Rendering;
using Pulumi;

namespace BedrockDefense.Infra.Tests.Stack;

/// <summary>Tests the messages of <c>pulumi preview</c> about an organization that is not ready for the stack.</summary>
[Collection("console")]
public sealed class PreflightTests
{
    private const string Trails = "cloudtrail.amazonaws.com";
    private const string StackSets = "member.org.stacksets.cloudformation.amazonaws.com";

    private static readonly Dictionary<string, object> UnreadyOrganization = new()
    {
        ["featureSet"] = "CONSOLIDATED_BILLING",
        ["awsServiceAccessPrincipals"] = FakeAws.List(),
        ["roots"] = FakeAws.List(FakeAws.Root("PENDING_ENABLE")),
        ["accounts"] = FakeAws.List(FakeAws.Account(Stacks.SecurityAccount, "SUSPENDED")),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Every_gap_is_in_one_error_with_the_command_that_mends_it(bool? isPreview)
    {
        var error = await RefusalAsync(
            Stacks.SeparateAccounts,
            new FakeAws(Stacks.SeparateOrganization, Stacks.Home, isPreview ?? true) { OrganizationOverrides = UnreadyOrganization },
            isPreview
        );

        GoldenFile.Holds("preflight-gaps.txt", error);
    }

    public static TheoryData<string, object, string> SingleGaps =>
        new()
        {
            { "featureSet", "CONSOLIDATED_BILLING", "enable-all-features" },
            { "roots", FakeAws.List(FakeAws.Root("PENDING_DISABLE")), "enable-policy-type" },
            { "awsServiceAccessPrincipals", FakeAws.List(StackSets), "--service-principal cloudtrail.amazonaws.com" },
            { "awsServiceAccessPrincipals", FakeAws.List(Trails), "activate-organizations-access" },
            // The principal of the older stack sets is not the one that service-managed sets need.
            {
                "awsServiceAccessPrincipals",
                FakeAws.List(Trails, "stacksets.cloudformation.amazonaws.com"),
                "activate-organizations-access"
            },
        };

    [Theory]
    [InlineData("false", null)]
    [InlineData(
        "true",
        "guardrails.resourcePolicies: resource control policies are not enabled at the root: aws organizations "
            + "enable-policy-type --policy-type RESOURCE_CONTROL_POLICY --root-id r-exam"
    )]
    public async Task Resource_control_policies_are_missed_only_where_they_are_asked_for(string resourcePolicies, string? gap)
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        {
            OrganizationOverrides = new Dictionary<string, object> { ["roots"] = FakeAws.List(FakeAws.Root("ENABLED", "PENDING_ENABLE")) },
        };
        var config = Stacks.With(("guardrails", $$"""{"targets":["r-exam"],"resourcePolicies":{{resourcePolicies}}}"""));

        if (gap is null)
        {
            await Stacks.RenderAsync(config, isPreview: true, aws);
        }
        else
        {
            Assert.Contains(gap, await RefusalAsync(config, aws), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(SingleGaps))]
    public async Task A_single_gap_is_the_only_one_named(string property, object value, string command)
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        {
            OrganizationOverrides = new Dictionary<string, object> { [property] = value },
        };

        var error = await RefusalAsync(Stacks.Sample, aws);

        Assert.Contains("(1 gap;", error, StringComparison.Ordinal);
        Assert.Contains(command, Assert.Single(error.Split('\n')[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_role_that_may_enter_the_members_is_one_of_the_management_account()
    {
        var error = await RefusalAsync(
            Stacks.With(("verification", """{"auditor":"arn:aws:iam::111122223333:role/Verifier"}"""), ("alerts", "[]")),
            new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        );

        Assert.Equal(
            "  - verification.auditor: arn:aws:iam::111122223333:role/Verifier is no role of the management account 999999999999, "
                + "where verify runs; choose one of: aws iam list-roles --query \"Roles[].Arn\"",
            Assert.Single(error.Split('\n')[1..])
        );
    }

    [Fact]
    public async Task Another_account_is_told_so_and_nothing_that_it_cannot_know()
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        {
            CallerAccountId = "111122223333",
            // AWS withholds these answers from a member.
            OrganizationOverrides = new Dictionary<string, object>
            {
                ["roots"] = FakeAws.List(),
                ["accounts"] = FakeAws.List(),
                ["awsServiceAccessPrincipals"] = FakeAws.List(),
            },
        };

        Assert.Equal(
            "  - the credentials are of account 111122223333, but 999999999999 is the management account; use its "
                + "credentials, and see whose they are with: aws sts get-caller-identity",
            Assert.Single((await RefusalAsync(Stacks.Sample, aws)).Split('\n')[1..])
        );
    }

    [Fact]
    public async Task The_management_account_cannot_be_named_as_another()
    {
        var config = Stacks.With(("securityAccount", """{"id":"999999999999","roleArn":"arn:aws:iam::999999999999:role/Deployment"}"""));

        var error = await RefusalAsync(config, new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true));

        Assert.Contains(
            "securityAccount: 999999999999 is the management account, which it is by default; leave the setting out: "
                + "pulumi config rm bedrock-defense:securityAccount",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_organization_trail_belongs_to_the_management_account()
    {
        var config = Stacks.With(("trail", """{"reuse":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/mine"}"""));

        var error = await RefusalAsync(config, new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true));

        Assert.Contains(
            "the trail arn:aws:cloudtrail:eu-west-1:111122223333:trail/mine is not the management account's",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Skipped_it_lets_the_same_resources_through()
    {
        var config = Stacks.With(("skipPreflight", "true"));
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        {
            OrganizationOverrides = new Dictionary<string, object> { ["awsServiceAccessPrincipals"] = FakeAws.List() },
        };

        var stack = await Stacks.RenderAsync(config, isPreview: true, aws);

        Assert.Equal(
            (await Stacks.SampleAsync()).Resources.Select(resource => resource.Key).ToHashSet(),
            stack.Resources.Select(resource => resource.Key).ToHashSet()
        );
    }

    [Fact]
    public async Task Skipped_it_still_says_why_a_member_cannot_go_on()
    {
        var config = Stacks.With(("skipPreflight", "true"));
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true)
        {
            OrganizationOverrides = new Dictionary<string, object> { ["roots"] = FakeAws.List() },
        };

        Assert.Contains(
            "deploy with credentials of its management account 999999999999",
            await RefusalAsync(config, aws),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Delegated_administrators_of_trails_stack_sets_and_Identity_Center_are_no_gap()
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true) { DelegatedAdministrators = ["111122223333"] };

        await Stacks.RenderAsync(Stacks.Sample, isPreview: true, aws);

        Assert.Equal([Trails, StackSets, "sso.amazonaws.com"], aws.AskedDelegations.Order());
    }

    [Fact]
    public async Task Delegated_administrators_are_not_asked_for_in_an_organization_that_is_not_ready()
    {
        var aws = new FakeAws(SampleOrganization.Default, Stacks.Home, isPreview: true) { CallerAccountId = "111122223333" };

        await RefusalAsync(Stacks.Sample, aws);

        Assert.Empty(aws.AskedDelegations);
    }

    private static async Task<string> RefusalAsync(IReadOnlyDictionary<string, string> config, FakeAws aws, bool? isPreview = true) =>
        (await Assert.ThrowsAsync<RunException>(() => Stacks.RenderAsync(config, isPreview, aws))).Message;
}
