using System.Collections.Concurrent;
using BedrockDefense.Live.Proving;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Tests.Proving;

/// <summary>Plays the scenarios for real on the emulator, which delivers their events.</summary>
public sealed class ProveTests(MotoFixture moto, ProveTests.Stage stage) : IClassFixture<ProveTests.Stage>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prove-");

    public static TheoryData<string, bool> Scenarios => [.. Scenario.Ids.SelectMany(id => new[] { (id, true), (id, false) })];

    public void Dispose()
    {
        moto.ShowLogOfFailure();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task What_is_predicted_is_observed_and_nothing_is_left_behind(string id, bool isGuarded)
    {
        var account = await stage.AccountAsync(moto, isGuarded);
        ProofPlan plan;
        try
        {
            plan = await account.PlanAsync(id);
        }
        catch (InvalidInputException exception)
        {
            Assert.StartsWith("nothing can be played: ", exception.Message, StringComparison.Ordinal);
            Assert.NotEqual("nothing can be played: ", exception.Message);
            return;
        }

        var before = await account.SnapshotAsync();
        var report = await account.ProveAsync(plan, Journal);

        Complaints.AssertNone([.. report.Differences]);
        Complaints.AssertNone([.. report.Left]);
        // Without guardrails, an earlier step may have created it.
        Complaints.AssertNone([.. report.Unseen.Where(one => !one.EndsWith("exists already", StringComparison.Ordinal))]);
        Assert.Equal(before, await account.SnapshotAsync());
        Assert.False(File.Exists(Journal));
        Assert.NotEmpty(report.Made);
    }

    [Theory]
    [InlineData("advisory-chain")]
    [InlineData("path-watched")]
    [InlineData("far-region")]
    public async Task What_a_killed_run_leaves_is_put_back_wherever_it_was_killed(string id)
    {
        var account = await stage.AccountAsync(moto, isGuarded: false);
        var plan = await account.PlanAsync(id);
        var before = await account.SnapshotAsync();

        var calls = 0;
        bool wasKilled;
        do
        {
            var killer = new Killer(calls++, Journal);
            try
            {
                _ = await account.ProveAsync(plan, Journal, killer.Of);
            }
            catch (KilledException)
            {
                // As the operating system would end the process.
            }

            wasKilled = killer.HasKilled;
            if (wasKilled)
            {
                killer.RestoreJournal();
                var cleanUp = await account.CleanUpAsync(Journal);
                Complaints.AssertNone([.. cleanUp.Left]);
            }

            Assert.False(File.Exists(Journal));
            Assert.True(before == await account.SnapshotAsync(), $"killed before call {calls}");
        } while (wasKilled);

        Assert.True(calls > 20);
    }

    [Theory]
    [InlineData("management", "role/Developer", "it is the management account, which no guardrail restricts")]
    [InlineData("000000000000", "role/Developer", "it is no active account of the organization")]
    [InlineData("12345", "role/Developer", "write the 12 digits of an account's id")]
    [InlineData("member", "role/BedrockLoggingAdmin", "the guardrails exempt it (arn:aws:iam::*:role/BedrockLoggingAdmin)")]
    [InlineData("member", "role/stacksets-exec-0123", "the guardrails exempt it (arn:aws:iam::*:role/stacksets-exec-*)")]
    [InlineData("member", "role/bedrock-defense-restorer-eu-central-1", "the guardrails exempt it (")]
    [InlineData("member", "user/developer", "write the ARN of a role of that account")]
    [InlineData("member", "root", "write the ARN of a role of that account")]
    [InlineData("member", "role/", "write the ARN of a role of that account")]
    public async Task An_account_or_role_that_must_not_be_attacked_is_refused(string account, string principal, string reason)
    {
        var attacked = await stage.AccountAsync(moto, isGuarded: true);
        var id = account switch
        {
            "management" => attacked.ManagementId,
            "member" => attacked.Id,
            _ => account,
        };

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            attacked.PlanForAsync(id, $"arn:aws:iam::{id}:{principal}", "advisory-chain")
        );

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_of_another_account_is_refused()
    {
        var attacked = await stage.AccountAsync(moto, isGuarded: true);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            attacked.PlanForAsync(attacked.Id, "arn:aws:iam::444455556666:role/Developer")
        );

        Assert.Contains("write the ARN of a role of that account", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_are_not_made_are_named_with_their_reasons_in_scenarios_of_which_nothing_is_played_too()
    {
        var account = await stage.AccountAsync(moto, isGuarded: true);

        var report = await account.ProveAsync(await account.PlanAsync("far-region", "identity-taken", "alert-path"), Journal);

        Assert.Equal(["far-region", "identity-taken", "alert-path"], report.Scenarios.Select(scenario => scenario.Id));
        Assert.Equal(2, report.Made.Count());
        Assert.True(report.NotMade > 10);
        Assert.All(
            report.Scenarios.SelectMany(scenario => scenario.Steps).SelectMany(step => step.Calls).Where(call => call.Observed is null),
            call => Assert.NotEmpty(call.NotMade!)
        );
        Assert.StartsWith("the last one arrived at about ", Assert.Single(report.Scenarios[2].Steps).Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_cannot_be_put_back_is_played()
    {
        var attacked = await stage.AccountAsync(moto, isGuarded: true);
        string[] never =
        [
            "Leave",
            "Close",
            "DeleteLogGroup",
            "DeleteBucket",
            "DeleteRole ",
            "DisableRegion",
            "Detach",
            "DisablePolicyType",
            "PutBucket",
            "DeleteObject",
            "Decrypt",
        ];

        var calls = (await attacked.PlanAsync()).Calls;

        Assert.DoesNotContain(calls, call => never.Any(one => call.Contains(one, StringComparison.Ordinal)));
        Assert.True(calls.Count > 20);
    }

    private string Journal => Path.Combine(_folder.FullName, "journal.json");

    /// <summary>Deploys the stack twice, with its guardrails attached and without.</summary>
    public sealed class Stage
    {
        private readonly ConcurrentDictionary<bool, Lazy<Task<object>>> _ready = [];

        internal async Task<AttackedAccount> AccountAsync(MotoFixture moto, bool isGuarded) =>
            (AttackedAccount)
                await _ready.GetOrAdd(isGuarded, _ => new(async () => await AttackedAccount.DeployAsync(moto, isGuarded))).Value;
    }
}
