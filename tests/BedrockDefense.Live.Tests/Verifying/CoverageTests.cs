using System.Text.Json.Nodes;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Reading.Services;
using BedrockDefense.Live.Tests.Fakes;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Live.Tests.Verifying;

/// <summary>An account and Region is covered by a current instance only.</summary>
public sealed class CoverageTests
{
    private const string Cases = "live/instances.json";
    private const string Account = "200000000005";

    public static TheoryData<string> Names => Repository.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_a_current_instance_covers_its_place(string name)
    {
        var wanted = Repository.Find<Instance>(Cases, name);
        var deviations = await OfAsync(
            "ou-2",
            Answer(
                Member("eu-west-1", "CURRENT", "", "")
                    + (wanted.Status is null ? "" : Member("us-east-1", wanted.Status, wanted.DetailedStatus, wanted.Reason))
            )
        );
        if (wanted.Found is null)
        {
            Assert.Empty(deviations);
            return;
        }

        var deviation = Assert.Single(deviations);
        Assert.Equal((DeviationKind.Uncovered, Account, "us-east-1"), (deviation.Kind, deviation.Account, deviation.Region));
        Assert.Equal(wanted.Found, deviation.Found);
        Assert.Equal("stack set forwarder", deviation.Resource);
        Assert.Contains($"Accounts={Account},", deviation.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_accounts_and_the_management_account_need_no_instance()
    {
        var deviations = await OfAsync("r-ab12", Answer(""));
        Assert.Equal(["200000000001", "200000000002", Account], deviations.Select(one => one.Account).Distinct());
        Assert.Equal(6, deviations.Select(one => (one.Account, one.Region)).Distinct().Count());
        Assert.Equal(6, deviations.Count);
    }

    [Fact]
    public async Task An_instance_on_a_later_page_counts()
    {
        var pages = new Queue<string>([
            Answer(Member("eu-west-1", "CURRENT", "SUCCEEDED", ""))
                .Replace("</a>", "<NextToken>2</NextToken></a>", StringComparison.Ordinal),
            Answer(Member("us-east-1", "CURRENT", "SUCCEEDED", "")),
        ]);
        Assert.Empty(await OfAsync("ou-2", pages));
    }

    [Fact]
    public async Task A_current_instance_covers_its_place_whatever_another_unit_lists_there()
    {
        var older = Member("us-east-1", "INOPERABLE", "SKIPPED_SUSPENDED_ACCOUNT", "");
        var current = Member("eu-west-1", "CURRENT", "SUCCEEDED", "") + Member("us-east-1", "CURRENT", "SUCCEEDED", "");

        Assert.Empty(await OfAsync("ou-2", Answer(older + current)));
        Assert.Empty(await OfAsync("ou-2", Answer(current + older)));
    }

    [Fact]
    public async Task Of_several_instances_that_are_not_current_the_first_is_told()
    {
        var instances =
            Member("eu-west-1", "CURRENT", "SUCCEEDED", "")
            + Member("us-east-1", "OUTDATED", "FAILED", "first")
            + Member("us-east-1", "OUTDATED", "FAILED", "second");

        Assert.Equal("OUTDATED (FAILED): first", Assert.Single(await OfAsync("ou-2", Answer(instances))).Found);
    }

    // A thousand accounts in thirty Regions have thirty thousand instances of each set.
    [Fact]
    public async Task A_page_of_instances_is_judged_before_the_next_is_asked_for()
    {
        var aws = new FakeAws(_ =>
            Answer(Member("eu-west-1", "CURRENT", "", "") + Member("us-east-1", "CURRENT", "", ""))
                .Replace("</a>", $"<NextToken>{Guid.NewGuid()}</NextToken></a>", StringComparison.Ordinal)
        );
        var read = 0;
        await foreach (var _ in CloudFormationReaders.EachInstanceAsync(new Place(aws, "us-east-1"), "forwarder"))
        {
            Assert.Equal(1 + (read / 2), aws.Calls.Count);
            if (++read == 6)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task The_accounts_of_a_unit_are_asked_for_once()
    {
        var tree = FakeAws.OfPages("NextToken", SampleTree.Pages);
        var home = new Place(tree, "us-east-1");
        var organization = await Organization.ReadAsync(home);
        var first = await organization.MembersBelowAsync(home, "r-ab12");
        var asked = tree.Calls.Count;

        Assert.Equal(first, await organization.MembersBelowAsync(home, "r-ab12"));
        Assert.Equal(asked, tree.Calls.Count);
    }

    private static Task<IReadOnlyList<Deviation>> OfAsync(string unit, string answer) => OfAsync(unit, new Queue<string>([answer]));

    private static async Task<IReadOnlyList<Deviation>> OfAsync(string unit, Queue<string> instances)
    {
        var tree = FakeAws.OfPages("NextToken", SampleTree.Pages);
        var home = new Place(
            new FakeAws(call => call.Service == "cloudformation" ? instances.Dequeue() : tree.SendAsync(call).GetAwaiter().GetResult()),
            "us-east-1"
        );
        var declared = new DeclaredResource(
            "aws:cloudformation/stackInstances:StackInstances",
            "forwarder",
            ResourceRelations.None,
            "forwarder",
            null,
            new JsonObject
            {
                ["stackSetName"] = "forwarder",
                ["deploymentTargets"] = new JsonObject { ["organizationalUnitIds"] = new JsonArray(unit) },
                ["regions"] = new JsonArray("eu-west-1", "us-east-1"),
            }
        );
        return await Coverage.OfAsync(home, await Organization.ReadAsync(home), declared);
    }

    private static string Answer(string members) =>
        $"""<a xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Summaries>{members}</Summaries></a>""";

    // As AWS writes it: an instance has further elements with a Status of their own.
    private static string Member(string region, string status, string detailedStatus, string reason) =>
        $"<member><StackId>arn:aws:cloudformation:{region}:{Account}:stack/a/b</StackId>"
        + $"<Account>{Account}</Account><Region>{region}</Region>"
        + $"<Status>{status}</Status><StackInstanceStatus><DetailedStatus>{detailedStatus}</DetailedStatus></StackInstanceStatus>"
        + $"<StatusReason>{reason}</StatusReason></member>";

    private sealed record Instance(string? Status, string? Found, string DetailedStatus = "", string Reason = "");
}
