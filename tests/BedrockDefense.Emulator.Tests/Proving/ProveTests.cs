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
    [InlineData("exempt-claimed")]
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

    private string Journal => Path.Combine(_folder.FullName, "journal.json");

    /// <summary>Deploys the stack twice, with its guardrails attached and without.</summary>
    public sealed class Stage
    {
        private readonly ConcurrentDictionary<bool, Lazy<Task<object>>> _ready = [];

        internal async Task<AttackedAccount> AccountAsync(MotoFixture moto, bool isGuarded) =>
            (AttackedAccount)await _ready.GetOrAdd(isGuarded, _ => new(async () => await AttackedAccount.DeployAsync(moto, isGuarded))).Value;
    }
}
