using BedrockDefense.Infra.Auditing;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying.Resuming;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Templates;

namespace BedrockDefense.Live.Verifying.Deep;

/// <summary>
/// Enters each member account and compares what stands there with the templates of the StackSets. A member's answers are its own word:
/// they only add deviations of that member, and cover nothing that the organization's side found uncovered.
/// </summary>
internal sealed class DeepCoverage
{
    /// <summary>Why an answer could not be compared, when AWS's models would not allow it.</summary>
    public const string UnexpectedForm = "the answer is not of the expected form";

    private readonly IReadOnlyList<MemberSet> _sets;
    private readonly IReadOnlyList<DeclaredResource> _managementMachines;
    private readonly string _partition;
    private readonly Places _places;
    private readonly MemberComparison _comparison;
    private readonly IReadOnlyCollection<Deviation> _unlisted;

    private DeepCoverage(
        StackDeclaration stack,
        Places places,
        MemberComparison comparison,
        IReadOnlyList<MemberSet> sets,
        IReadOnlyCollection<Deviation> unlisted
    )
    {
        (_places, _comparison, _sets, _unlisted) = (places, comparison, sets, unlisted);
        _partition = sets.Select(set => set.Template.Partition).FirstOrDefault() ?? "aws";
        _managementMachines = [.. stack.OfType("aws:sfn/stateMachine:StateMachine").Where(machine => machine.ProviderAccountId is null)];
    }

    /// <summary>The accounts to enter.</summary>
    public IReadOnlyList<string> Accounts =>
        [.. _sets.SelectMany(set => set.Accounts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>How many accounts were entered.</summary>
    public int Entered { get; private set; }

    /// <summary>How many resources of members were compared.</summary>
    public long Resources { get; private set; }

    /// <summary>Lists the accounts that each StackSet should reach. It asks the management account only.</summary>
    /// <param name="stack">The whole stack.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="places">The places of resources.</param>
    /// <param name="comparison">How resources are compared.</param>
    public static async Task<DeepCoverage> PlanAsync(
        StackDeclaration stack,
        Organization organization,
        Places places,
        MemberComparison comparison
    )
    {
        List<MemberSet> sets = [];
        HashSet<Deviation> unlisted = [];
        foreach (var instances in stack.OfType("aws:cloudformation/stackInstances:StackInstances"))
        {
            HashSet<string> accounts = new(StringComparer.Ordinal);
            foreach (var unit in instances.Inputs["deploymentTargets"]!.AsObject().Texts("organizationalUnitIds"))
            {
                accounts.UnionWith(await MembersAsync(unit).ConfigureAwait(false));
            }

            sets.Add(new MemberSet(MemberTemplate.Of(stack, instances), instances.Inputs.Texts("regions"), accounts));
        }

        return new DeepCoverage(stack, places, comparison, sets, unlisted);

        async Task<IReadOnlyList<string>> MembersAsync(string unit)
        {
            try
            {
                return await organization.MembersBelowAsync(places.Home, unit).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var reason = exception is AwsException ? exception.Message : UnexpectedForm;
                unlisted.Add(Unseen(organization.ManagementAccountId, places.HomeRegion, $"member accounts below {unit}", reason));
                return [];
            }
        }
    }

    /// <summary>Enters the accounts and compares.</summary>
    /// <param name="enter">Enters an account by a role.</param>
    /// <param name="known">What the organization's side found.</param>
    /// <param name="checkpoint">The members that an earlier run has finished; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="parallel">How many accounts are read at the same time, and what ends the reading.</param>
    /// <param name="step">Is told of each account that is done.</param>
    public async Task<IReadOnlyList<Deviation>> RunAsync(
        Func<string, string, Task<IAwsApi>> enter,
        IReadOnlyCollection<Deviation> known,
        Checkpoint? checkpoint,
        TimeProvider time,
        ParallelOptions parallel,
        Action step
    )
    {
        List<Deviation> deviations = [.. _unlisted];
        var adding = new Lock();
        // What the organization's side found missing or uncovered needs no member's word.
        var uncovered = known
            .Where(one => one.Kind == DeviationKind.Uncovered)
            .Select(one => (one.Account, one.Region, one.Resource))
            .ToHashSet();
        var missing = known.Where(one => one.Kind == DeviationKind.Missing).Select(one => one.Resource).ToHashSet(StringComparer.Ordinal);
        var sets = _sets
            .Where(set =>
                !missing.Contains($"cloudformation/StackSet {set.Template.Set}")
                && !missing.Contains($"cloudformation/StackInstances {set.Template.Set}")
            )
            .ToList();

        // The management account is read by its own credentials, so nobody's word is taken.
        deviations.AddRange(await ManagementAsync().ConfigureAwait(false));
        await Parallel
            .ForEachAsync(
                Accounts,
                parallel,
                async (account, _) =>
                {
                    var (entered, resources, found) = await PieceAsync(account).ConfigureAwait(false);
                    lock (adding)
                    {
                        (Entered, Resources) = (Entered + (entered ? 1 : 0), Resources + resources);
                        deviations.AddRange(found);
                    }

                    step();
                }
            )
            .ConfigureAwait(false);
        return deviations;

        async Task<(bool Entered, int Resources, IReadOnlyList<Deviation> Deviations)> PieceAsync(string account)
        {
            var name = $"member {account}";
            if (checkpoint?.Find(name) is { } finished)
            {
                return (true, finished.Resources, finished.Deviations);
            }

            var read = await AccountAsync(account).ConfigureAwait(false);
            checkpoint?.Add(name, new FinishedPiece(time.GetUtcNow(), read.Deviations, [account], []) { Resources = read.Resources });
            return read;
        }

        async Task<(bool Entered, int Resources, List<Deviation> Deviations)> AccountAsync(string account)
        {
            IAwsApi api;
            var role = AuditorRole.ArnIn(_partition, account);
            try
            {
                api = await enter(account, role).ConfigureAwait(false);
            }
            catch (AwsException exception)
            {
                return (false, 0, [Unseen(account, "global", $"account {account}", exception.Message)]);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // AWS's models require the parts of a session.
                return (false, 0, [Unseen(account, "global", $"account {account}", UnexpectedForm)]);
            }

            List<Deviation> found = [];
            var resources = 0;
            foreach (var set in sets.Where(set => set.Accounts.Contains(account)))
            {
                var stack = new MemberStack(set.Template, _comparison);
                foreach (var region in set.Regions.Where(region => !uncovered.Contains((account, region, $"stack set {set.Template.Set}"))))
                {
                    parallel.CancellationToken.ThrowIfCancellationRequested();
                    var (deviating, compared) = await stack.CheckAsync(api, region).ConfigureAwait(false);
                    found.AddRange(deviating);
                    resources += compared;
                }
            }

            return (true, resources, found);
        }
    }

    private async Task<IReadOnlyList<Deviation>> ManagementAsync()
    {
        List<Deviation> deviations = [];
        foreach (var machine in _managementMachines)
        {
            var place = _places.Of(machine);
            try
            {
                deviations.AddRange(await LoggingCheck.OfAsync(place, machine).ConfigureAwait(false));
            }
            catch (AwsException exception)
            {
                deviations.Add(Unseen(place.Account.Id, place.Region, LoggingCheck.Resource, exception.Message));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                deviations.Add(Unseen(place.Account.Id, place.Region, LoggingCheck.Resource, UnexpectedForm));
            }
        }

        return deviations;
    }

    private static Deviation Unseen(string account, string region, string resource, string reason) =>
        new(DeviationKind.Unseen, account, region, resource, null, null, reason, "let the credentials read it, and verify again");

    private sealed record MemberSet(MemberTemplate Template, IReadOnlyList<string> Regions, IReadOnlySet<string> Accounts);
}
