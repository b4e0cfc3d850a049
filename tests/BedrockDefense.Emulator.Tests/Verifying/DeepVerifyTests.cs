using System.Collections.Concurrent;
using BedrockDefense.Emulator.Moto;
using BedrockDefense.Live.Verifying;
using BedrockDefense.Live.Verifying.Deep;
using BedrockDefense.Live.Verifying.Resuming;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>Verifies what stands in the member accounts of a stack that was deployed to the emulator.</summary>
public sealed class DeepVerifyTests(MotoFixture moto, DeployedWithAuditor deployed) : IClassFixture<DeployedWithAuditor>, IDisposable
{
    private const string Hostile = "emulator/hostile-members.json";

    public static TheoryData<string> HostileNames => Repository.Names(Hostile);

    public void Dispose() => moto.ShowLogOfFailure();

    [Fact]
    public async Task Every_change_in_a_member_or_to_the_logging_is_found_in_its_place_and_nothing_else()
    {
        var (config, stack, organization) = await DeployedWithAuditor.MakeAsync(moto);
        var seeds = Repository.All<SeededDeviation>("emulator/deep-deviations.json");
        foreach (var seed in seeds)
        {
            try
            {
                await seed.MakeAsync(
                    new Place(AccountOf(seed.Account, organization), stack.Declaration.HomeRegion),
                    text => Fill(text, organization)
                );
            }
            catch (AwsException exception)
            {
                throw new InvalidOperationException($"{seed.Name}: {exception.Message}", exception);
            }
        }

        var report = await VerifyAsync(config, organization, (account, _) => Task.FromResult(organization.Management.InAccount(account)));

        var expected = seeds.SelectMany(seed => seed.Further.Prepend(seed.Deviation)).Select(text => Fill(text, organization)).ToList();
        var found = report
            .Deviations.Select(one =>
                $"{one.Account}, {one.Region}: {one.Kind} {one.Resource}{(one.Field is null ? "" : $", {one.Field}")}"
            )
            .ToList();
        Complaints.AssertNone([
            .. expected.Except(found).Select(one => $"not found: {one}"),
            .. found.Except(expected).Select(one => $"falsely found: {one}"),
        ]);
        Assert.All(
            report.Deviations,
            one =>
                Assert.Equal(
                    one.Account == organization.Management.Id || one.Kind == DeviationKind.Uncovered
                        ? DeviationSource.Organization
                        : DeviationSource.Member,
                    one.Source
                )
        );
        Assert.Equal((3, 4), (report.CoveredPlaces, report.Places));
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_member_s_answer_tells_of_that_member_only_where(string name)
    {
        var (config, _, organization) = await deployed.StackAsync(moto);
        var hostile = Repository.Find<HostileMember>(Hostile, name);
        var (first, second) = (organization.Members[0], organization.Members[1]);

        var report = await VerifyAsync(
            config,
            organization,
            (account, _) => account == first.Id ? hostile.EnterAsync(first, text => Fill(text, organization)) : Task.FromResult(second)
        );

        var found = report
            .Deviations.Select(one => $"{one.Region}: {one.Kind} {one.Resource}{(one.Field is null ? "" : $", {one.Field}")}")
            .ToList();
        var expected = hostile.Deviations.Select(text => Fill(text, organization)).ToList();
        Complaints.AssertNone([
            .. expected.Where(one => !found.Exists(other => Matches(one, other))).Select(one => $"not found: {one}"),
            .. found.Where(one => !expected.Exists(other => Matches(other, one))).Select(one => $"falsely found: {one}"),
        ]);
        Assert.All(report.Deviations, one => Assert.Equal(first.Id, one.Account));
        Assert.All(report.Deviations, one => Assert.True(one.Found.Length < 2_000));
        Assert.All(report.Members!.ExemptRoles, one => Assert.True(one.Account == first.Id && one.Trust.Length < 2_000));
        Assert.Equal(hostile.Operation == "AssumeRole" ? 1 : 2, report.Members!.Entered);
        Assert.Equal((4, 4), (report.CoveredPlaces, report.Places));
    }

    [Fact]
    public async Task Where_the_members_cannot_be_listed_everything_else_is_told()
    {
        var (config, stack, organization) = await deployed.StackAsync(moto);
        var entered = new ConcurrentBag<string>();
        var refusing = new HostileMember("it lists nobody", "ListAccountsForParent", """{"__type":"AccessDeniedException"}""", [])
        {
            Status = 400,
        };
        var management = await refusing.EnterAsync(organization.Management, text => text);

        var report = await VerifyAsync(
            config,
            organization with
            {
                Management = management,
            },
            (account, _) =>
            {
                entered.Add(account);
                return Task.FromResult(organization.Management.InAccount(account));
            }
        );

        Assert.Empty(entered);
        Assert.Equal(0, report.Members!.Accounts);
        Assert.False(report.IsComplete);
        Assert.True(report.IsAsDeclared);
        Assert.Contains(report.Deviations, one => one.Resource.StartsWith("member accounts below ", StringComparison.Ordinal));
        Assert.Equal(stack.Resources.Count(), report.Resources);
    }

    [Fact]
    public async Task The_requests_and_the_steps_are_known_before_the_members_are_entered()
    {
        var (config, stack, organization) = await deployed.StackAsync(moto);
        var log = new CallLog((await moto.ServerAsync()).Calls.Check);
        var auditor = new AwsAccount((await moto.ServerAsync()).Address, organization.Management.Id, log);
        var (announced, steps) = (0L, new ConcurrentBag<(int Done, int All)>());
        var verification = EmulatedVerification.Of(
            config,
            organization,
            (account, _) => Task.FromResult(auditor.InAccount(account)),
            begin: requests => announced = requests,
            progress: (done, all) => steps.Add((done, all))
        );

        await verification.RunAsync(TestContext.Current.CancellationToken);

        var members = organization.Members.Count;
        var machines = stack.Declaration.Restorers.Count();
        // Each member is entered by a request, and the management account's logging is asked for with its own credentials.
        Assert.Equal(log.Calls.Count + members + machines, DeepEstimate.Of(stack.Declaration, members));
        Assert.Equal(DeepEstimate.Of(stack.Declaration, members) + RequestEstimate.Of(stack.Declaration, members + 1), announced);
        // Each resource is a step, and a member as many as it takes requests.
        var (resources, ofMember) = (stack.Resources.Count(), (int)DeepEstimate.OfMember(stack.Declaration));
        var all = resources + (members * ofMember);
        Assert.Equal(
            Enumerable.Range(1, resources).Concat(Enumerable.Range(1, members).Select(member => resources + (member * ofMember))),
            steps.Select(step => step.Done).Order()
        );
        Assert.All(steps, step => Assert.Equal(all, step.All));
    }

    [Fact]
    public async Task A_member_that_an_earlier_run_has_finished_is_not_entered_again()
    {
        var (config, stack, organization) = await deployed.StackAsync(moto);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        var checkpoint = Checkpoint.Open(file, VerificationIdentity.Of("1.0", config, organization.Management.Id), DateTimeOffset.UtcNow);
        var first = await EmulatedVerification
            .Of(config, organization, (account, _) => Task.FromResult(organization.Management.InAccount(account)), checkpoint: checkpoint)
            .RunAsync(TestContext.Current.CancellationToken);
        checkpoint.Delete();
        var (announced, steps) = (0L, 0);

        var second = await EmulatedVerification
            .Of(
                config,
                organization,
                (account, _) => throw new InvalidOperationException(account),
                begin: requests => announced = requests,
                progress: (_, _) => steps++,
                checkpoint: checkpoint
            )
            .RunAsync(TestContext.Current.CancellationToken);

        Complaints.AssertNone(second.Deviations);
        Assert.True(first.Members!.Resources > 0);
        Assert.Equivalent(first.Members, second.Members, strict: true);
        Assert.Equal(0, steps);
        Assert.Equal(
            DeepEstimate.Of(stack.Declaration, 0)
                + RequestEstimate.Of(stack.Declaration, organization.Members.Count + 1, isToRead: _ => false),
            announced
        );
    }

    private static bool Matches(string expected, string found) =>
        expected.EndsWith('*') ? found.StartsWith(expected[..^1], StringComparison.Ordinal) : found == expected;

    private static Task<VerificationReport> VerifyAsync(
        IReadOnlyDictionary<string, string> config,
        EmulatedOrganization organization,
        Func<string, string, Task<IAwsApi>> enter
    ) => EmulatedVerification.Of(config, organization, enter).RunAsync(TestContext.Current.CancellationToken);

    private static IAwsApi AccountOf(string? name, EmulatedOrganization organization) =>
        name switch
        {
            null => organization.Management,
            "first" => organization.Members[0],
            _ => organization.Members[1],
        };

    private static string Fill(string text, EmulatedOrganization organization) =>
        text.Replace("%account%", organization.Management.Id, StringComparison.Ordinal)
            .Replace("%first%", organization.Members[0].Id, StringComparison.Ordinal)
            .Replace("%second%", organization.Members[1].Id, StringComparison.Ordinal);
}
