using BedrockDefense.Infra.Auditing;
using BedrockDefense.Infra.Settings;
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
    private readonly IReadOnlyList<(Place Place, DeclaredResource? Machine)> _managementLogging;
    private readonly DefenseSettings _settings;
    private readonly MemberComparison _comparison;
    private readonly IReadOnlyCollection<Deviation> _unlisted;
    private readonly ExemptRoleCheck _exemptRoles;

    private DeepCoverage(
        StackDeclaration stack,
        DefenseSettings settings,
        Organization organization,
        Places places,
        MemberComparison comparison,
        IReadOnlyList<MemberSet> sets,
        IReadOnlyCollection<Deviation> unlisted
    )
    {
        (_settings, _comparison, _sets, _unlisted) = (settings, comparison, sets, unlisted);
        _exemptRoles = new ExemptRoleCheck(settings, organization.ManagementAccountId);
        _managementLogging = EstablishesLogging
            ? [.. stack.Restorers.Select(machine => (places.Of(machine), (DeclaredResource?)machine))]
            : [.. settings.Regions.Select(region => (places.Home with { Region = region.Code }, (DeclaredResource?)null))];
    }

    /// <summary>The accounts to enter.</summary>
    public IReadOnlyList<string> Accounts =>
        [.. _sets.SelectMany(set => set.Accounts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether no earlier run has finished an account.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="checkpoint">What earlier runs have finished; null for nothing.</param>
    public static bool IsToEnter(string account, Checkpoint? checkpoint) => checkpoint?.Find(NameOf(account)) is null;

    /// <summary>How many accounts were entered.</summary>
    public int Entered { get; private set; }

    /// <summary>What was found, in the management account too.</summary>
    public MemberFindings Findings { get; } = new();

    // Otherwise no restorer says what the logging should be.
    private bool EstablishesLogging => _settings.Restore.Mode != RestoreMode.Off;

    /// <summary>Lists the accounts that each StackSet should reach. It asks the management account only.</summary>
    /// <param name="stack">The whole stack.</param>
    /// <param name="settings">The settings that it is of.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="places">The places of resources.</param>
    /// <param name="comparison">How resources are compared.</param>
    public static async Task<DeepCoverage> PlanAsync(
        StackDeclaration stack,
        DefenseSettings settings,
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

        return new DeepCoverage(stack, settings, organization, places, comparison, sets, unlisted);

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
    /// <param name="step">Is told of each account that was entered.</param>
    public async Task RunAsync(
        Func<string, string, Task<IAwsApi>> enter,
        IReadOnlyCollection<Deviation> known,
        Checkpoint? checkpoint,
        TimeProvider time,
        ParallelOptions parallel,
        Action step
    )
    {
        Findings.Deviations.AddRange(_unlisted);
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
        Findings.Add(await ManagementAsync().ConfigureAwait(false));
        await Parallel
            .ForEachAsync(
                Accounts,
                parallel,
                async (account, _) =>
                {
                    var isToEnter = IsToEnter(account, checkpoint);
                    var (entered, found) = await PieceAsync(account).ConfigureAwait(false);
                    lock (adding)
                    {
                        Entered += entered ? 1 : 0;
                        Findings.Add(found);
                    }

                    if (isToEnter)
                    {
                        step();
                    }
                }
            )
            .ConfigureAwait(false);

        async Task<(bool Entered, MemberFindings Findings)> PieceAsync(string account)
        {
            if (checkpoint?.Find(NameOf(account)) is { } finished)
            {
                return (
                    true,
                    new MemberFindings
                    {
                        Deviations = [.. finished.Deviations],
                        Resources = finished.Resources,
                        ExemptRoles = [.. finished.ExemptRoles],
                        Logging = [.. finished.Logging],
                    }
                );
            }

            var (entered, found) = await AccountAsync(account).ConfigureAwait(false);
            checkpoint?.Add(
                NameOf(account),
                new FinishedPiece(time.GetUtcNow(), found.Deviations, [account], [])
                {
                    Resources = found.Resources,
                    ExemptRoles = found.ExemptRoles,
                    Logging = found.Logging,
                }
            );
            return (entered, found);
        }

        async Task<(bool Entered, MemberFindings Findings)> AccountAsync(string account)
        {
            AnsweringAccount api;
            var role = AuditorRole.ArnIn(_settings.HomeRegion.Partition, account);
            try
            {
                api = new AnsweringAccount(await enter(account, role).ConfigureAwait(false));
            }
            catch (AwsException exception)
            {
                return (false, new() { Deviations = [Unseen(account, "global", $"account {account}", exception.Message)] });
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // AWS's models require the parts of a session.
                return (false, new() { Deviations = [Unseen(account, "global", $"account {account}", UnexpectedForm)] });
            }

            var found = new MemberFindings();
            var roles = new HashSet<string>(StringComparer.Ordinal);
            var declared = new Dictionary<string, IReadOnlyList<DeclaredResource>>(StringComparer.Ordinal);
            foreach (var set in sets.Where(set => set.Accounts.Contains(account)))
            {
                var stack = new MemberStack(set.Template, _comparison);
                foreach (var region in set.Regions.Where(region => !uncovered.Contains((account, region, $"stack set {set.Template.Set}"))))
                {
                    parallel.CancellationToken.ThrowIfCancellationRequested();
                    if (api.Silence is { } reason)
                    {
                        found.Deviations.Add(Unseen(account, "global", $"account {account}", reason));
                        return (true, found);
                    }

                    found.Add(await stack.CheckAsync(api, region, DeclaredIn(region), roles).ConfigureAwait(false));
                }
            }

            if (!EstablishesLogging)
            {
                foreach (var region in _settings.Regions)
                {
                    parallel.CancellationToken.ThrowIfCancellationRequested();
                    found.Add(
                        await SeeAsync(
                                api,
                                region.Code,
                                LoggingCheck.Resource,
                                () => LoggingCheck.OfAsync(new Place(api, region.Code), null)
                            )
                            .ConfigureAwait(false)
                    );
                }
            }

            IReadOnlyList<DeclaredResource> DeclaredIn(string region)
            {
                if (!declared.TryGetValue(region, out var all))
                {
                    declared[region] = all = [
                        .. sets.Where(set => set.Accounts.Contains(account) && set.Regions.Contains(region))
                            .SelectMany(set => TemplateResources.Of(set.Template.ResourcesIn(account, region))),
                    ];
                }

                return all;
            }

            found.Add(
                await SeeAsync(api, "global", ExemptRoleCheck.Resource, () => _exemptRoles.OfAsync(api, roles)).ConfigureAwait(false)
            );
            return (true, found);
        }
    }

    private static string NameOf(string account) => $"member {account}";

    private async Task<MemberFindings> ManagementAsync()
    {
        var found = new MemberFindings();
        foreach (var (place, machine) in _managementLogging)
        {
            found.Add(
                await SeeAsync(place.Account, place.Region, LoggingCheck.Resource, () => LoggingCheck.OfAsync(place, machine))
                    .ConfigureAwait(false)
            );
        }

        return found;
    }

    // What cannot be seen is a line, and the rest is read all the same.
    private static async Task<MemberFindings> SeeAsync(IAwsApi account, string region, string resource, Func<Task<MemberFindings>> see)
    {
        try
        {
            return await see().ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            return new() { Deviations = [Unseen(account.Id, region, resource, exception.Message)] };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new() { Deviations = [Unseen(account.Id, region, resource, UnexpectedForm)] };
        }
    }

    private static Deviation Unseen(string account, string region, string resource, string reason) =>
        new(DeviationKind.Unseen, account, region, resource, null, null, reason, "let the credentials read it, and verify again");

    private sealed record MemberSet(MemberTemplate Template, IReadOnlyList<string> Regions, IReadOnlySet<string> Accounts);
}
