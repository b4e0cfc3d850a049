using System.Collections.Immutable;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Tests.Fakes;

namespace BedrockDefense.Live.Tests.Reading;

/// <summary>The organization is read from all pages, by the verification and for the program's own questions.</summary>
public sealed class OrganizationTests
{
    private readonly Place _home = new(FakeAws.OfPages("NextToken", SampleTree.Pages), "us-east-1");

    [Fact]
    public async Task The_organization_has_the_active_accounts_of_all_pages()
    {
        var organization = await Organization.ReadAsync(_home);
        Assert.Equal(("o-sample", "r-ab12", "111122223333"), (organization.Id, organization.RootId, organization.ManagementAccountId));
        Assert.Equal(["111122223333", "200000000001", "200000000002", "200000000005"], organization.ActiveAccounts.Order());
    }

    [Theory]
    [InlineData("r-ab12", "200000000001 200000000002 200000000005")]
    [InlineData("ou-1", "200000000002 200000000005")]
    [InlineData("ou-2", "200000000005")]
    public async Task The_members_below_a_unit_are_its_active_accounts_at_any_depth(string unit, string members) =>
        Assert.Equal(members.Split(' '), await (await Organization.ReadAsync(_home)).MembersBelowAsync(_home, unit));

    [Fact]
    public async Task The_program_is_told_the_accounts_and_services_of_all_pages()
    {
        var told = await AnswerAsync("aws:organizations/getOrganization:getOrganization");
        Assert.Equal("111122223333", told["masterAccountId"]);
        Assert.Equal(
            [
                "111122223333 ACTIVE",
                "200000000001 ACTIVE",
                "200000000002 ACTIVE",
                "200000000003 SUSPENDED",
                "200000000004 PENDING_CLOSURE",
                "200000000005 ACTIVE",
            ],
            Objects(told["accounts"]).Select(account => $"{account["id"]} {account["state"]}")
        );
        Assert.Equal(
            ["cloudtrail.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com"],
            (ImmutableArray<object>)told["awsServiceAccessPrincipals"]
        );
        Assert.Equal("r-ab12", Objects(told["roots"]).Single()["id"]);
    }

    [Fact]
    public async Task The_program_is_told_the_administrators_of_a_service_from_all_pages()
    {
        var told = await AnswerAsync(
            "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators",
            ("servicePrincipal", "cloudtrail.amazonaws.com")
        );
        Assert.Equal(["200000000002"], Objects(told["delegatedAdministrators"]).Select(one => one["id"]));
    }

    [Fact]
    public async Task The_program_is_told_every_account_below_a_unit()
    {
        var told = await AnswerAsync(
            "aws:organizations/getOrganizationalUnitDescendantAccounts:getOrganizationalUnitDescendantAccounts",
            ("parentId", "r-ab12")
        );
        Assert.Equal(6, Objects(told["accounts"]).Select(one => Assert.IsType<string>(one["id"])).Distinct().Count());
    }

    [Fact]
    public async Task The_program_is_told_the_roles_of_all_pages_that_match()
    {
        var pages = new Queue<string>([
            "<a><Arn>arn:aws:iam::111122223333:role/a/Admin</Arn><Arn>arn:aws:iam::111122223333:role/Admin/b</Arn><Marker>2</Marker></a>",
            "<a><Arn>arn:aws:iam::111122223333:role/Admin-2</Arn></a>",
        ]);
        var functions = new ProviderFunctions(new Place(new FakeAws(_ => pages.Dequeue()), "us-east-1"));
        var told = await functions.AnswerAsync(
            "aws:iam/getRoles:getRoles",
            ImmutableDictionary<string, object>.Empty.Add("nameRegex", "^Admin")
        );
        Assert.Equal(["Admin", "Admin-2"], (ImmutableArray<object>)told["names"]);
    }

    private Task<ImmutableDictionary<string, object>> AnswerAsync(string function, params (string Name, object Value)[] arguments) =>
        new ProviderFunctions(_home).AnswerAsync(function, arguments.ToImmutableDictionary(one => one.Name, one => one.Value));

    private static IEnumerable<ImmutableDictionary<string, object>> Objects(object list) =>
        ((ImmutableArray<object>)list).Cast<ImmutableDictionary<string, object>>();
}
