using System.Collections.Concurrent;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Watching;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Comparing;
using BedrockDefense.Live.Finding;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying.Checks;
using BedrockDefense.Live.Verifying.Deep;
using BedrockDefense.Live.Verifying.Resuming;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rendering;
using Pulumi;

namespace BedrockDefense.Live.Verifying;

/// <summary>Compares what stands in AWS with what the program declares for a configuration. It only reads.</summary>
public sealed class Verification
{
    private const string Refresh = "pulumi up --refresh";
    private const string ReadIt = "let the credentials read it, and verify again";
    private const string StackInstances = "aws:cloudformation/stackInstances:StackInstances";

    private const string NotEntered =
        "Member accounts are not entered: a stack instance that is CURRENT had its forwarder, restorer and logging when it was deployed. "
        + "Their exempt roles are not looked at.";

    private const string NoExemptRoles = "Exempt roles of the management account are not looked at: the settings skip the preflight.";

    private const string TagsOfMembers = "The tags that stack sets hand on to the resources of members are not compared.";

    private static readonly string[] OfMembers =
    [
        "Whether member accounts tell the truth: whoever controls one can make up what is marked as its own word.",
        "What the exempt roles may do.",
    ];

    private readonly IReadOnlyDictionary<string, string> _config;
    private readonly IAwsApi _management;
    private readonly ConcurrentBag<Deviation> _deviations = [];

    /// <summary>Prepares a verification.</summary>
    /// <param name="config">The configuration, a text for each key.</param>
    /// <param name="management">AWS as the management account.</param>
    public Verification(IReadOnlyDictionary<string, string> config, IAwsApi management)
    {
        ArgumentNullException.ThrowIfNull(management);
        _config = config;
        _management = management;
    }

    /// <summary>Is told of each account that the configuration enters by a role: account, role and external id.</summary>
    public Action<string, string, string?> Reach { get; init; } = (_, _, _) => { };

    /// <summary>
    /// Enters a member account by a role: the account's id and the role's ARN. Null where no member account is to be entered; otherwise the
    /// settings must name who may enter (<c>verification.auditor</c>).
    /// </summary>
    public Func<string, string, Task<IAwsApi>>? Enter { get; init; }

    /// <summary>Is told about how many requests will be sent, before most of them are.</summary>
    public Action<long> Begin { get; init; } = _ => { };

    /// <summary>
    /// Is told how many of how many steps are done: one for a resource, and for a member as many as it takes requests. What an earlier run
    /// has finished is no step.
    /// </summary>
    public Action<int, int> Progress { get; init; } = (_, _) => { };

    /// <summary>Whether a service cannot return an input, by the resource's type and the input's name.</summary>
    public Func<string, string, bool> IsUnreadable { get; init; } = UnreadableInputs.Contains;

    /// <summary>Changes what a reader returned before it is compared; by default it changes nothing.</summary>
    public Action<DeclaredResource, System.Text.Json.Nodes.JsonObject> Adapt { get; init; } = (_, _) => { };

    /// <summary>Whether Athena is asked for the heartbeats of single accounts, which writes a result and costs money.</summary>
    public bool AsksTrail { get; init; }

    /// <summary>Keeps the parts that are finished, and knows those of an earlier run; null for none.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>How many resources or accounts are read at the same time. Each waits for its answers one by one.</summary>
    public int ParallelReads { get; init; } = 8;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The number of requests so far.</summary>
    public Func<long> CountRequests { get; init; } = () => 0;

    /// <summary>Reads and compares everything.</summary>
    /// <exception cref="InvalidInputException">The configuration is invalid.</exception>
    /// <exception cref="AwsException">
    /// The organization itself cannot be read, or AWS refuses to answer what the program asks. So nothing can be compared.
    /// </exception>
    public async Task<VerificationReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var settings = CheckedSettings.Parse(_config);
        if (AsksTrail && HeartbeatQuery.ReasonAgainst(settings) is { } reason)
        {
            throw new InvalidInputException($"the trail cannot be asked for heartbeats: {reason}");
        }

        var places = new Places(_management, settings.HomeRegion.Code);
        var organization = await Organization.ReadAsync(places.Home).ConfigureAwait(false);
        if (organization.ManagementAccountId != _management.Id)
        {
            throw new InvalidInputException(
                $"the credentials are of account {_management.Id}; verify needs those of the management account "
                    + organization.ManagementAccountId
            );
        }

        var sample = new SampleOrganization(
            organization.Id,
            organization.RootId,
            organization.ManagementAccountId,
            organization.RootId,
            organization.ActiveAccounts.FirstOrDefault(id => id != organization.ManagementAccountId) ?? organization.ManagementAccountId,
            settings.SecurityAccount?.Id,
            settings.LogArchiveAccount?.Id
        );
        var aliases = await RehearseAsync(sample, organization.ActiveAccounts).ConfigureAwait(false);
        var standing = new StandingStack(places, new ResourceFinder(aliases), sample, settings.HomeRegion, Reach);
        var stack = await DeclareAsync(sample, standing, places.HomeRegion).ConfigureAwait(false);
        var additions = new Additions(stack.Resources);
        var read = 0;
        var resources = stack.Resources.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal)).ToList();
        var covered = new ConcurrentDictionary<(string Account, string Region), bool>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        var deep = Enter is null
            ? null
            : await DeepCoverage
                .PlanAsync(stack, settings, organization, places, new MemberComparison(IsUnreadable, Adapt, Time))
                .ConfigureAwait(false);
        // A member takes a thousand times longer than a resource, so the time left would be wrong if it were one step.
        var stepsOfMember = deep is null ? 0 : (int)DeepEstimate.OfMember(stack);
        var steps =
            resources.Count(IsToRead)
            + (stepsOfMember * (deep?.Accounts.Count(account => DeepCoverage.IsToEnter(account, Checkpoint)) ?? 0));
        await Parallel
            .ForEachAsync(
                resources,
                parallel,
                async (resource, _) =>
                {
                    if (Checkpoint?.Find(NameOf(resource)) is { } known)
                    {
                        Note(known, covered);
                        return;
                    }

                    Note(await PieceAsync(places, organization, standing, additions, resource).ConfigureAwait(false), covered);
                    Progress(Interlocked.Increment(ref read), steps);
                }
            )
            .ConfigureAwait(false);
        if (deep is not null)
        {
            await deep.RunAsync(
                    Enter!,
                    _deviations,
                    Checkpoint,
                    Time,
                    parallel,
                    () => Progress(Interlocked.Add(ref read, stepsOfMember), steps)
                )
                .ConfigureAwait(false);
        }

        var context = new CheckContext(settings, places, organization, stack.Resources, Time, cancellationToken);
        var checks = await StackChecks.RunAsync(context, AsksTrail).ConfigureAwait(false);
        var members = deep is null ? null : MembersOf(deep);
        return new VerificationReport(
            resources.Count,
            covered.Values.Count(isCovered => isCovered),
            covered.Count,
            CountRequests(),
            [
                .. _deviations
                    .Concat(deep?.Findings.Deviations ?? [])
                    .Concat(checks.SelectMany(check => check.Deviations))
                    .OrderBy(one => one.Kind)
                    .ThenBy(one => one.Account, StringComparer.Ordinal)
                    .ThenBy(one => one.Region, StringComparer.Ordinal)
                    .ThenBy(one => one.Resource, StringComparer.Ordinal)
                    .ThenBy(one => one.Field, StringComparer.Ordinal),
            ],
            [
                .. Checkpoint?.Earlier is { } earlier ? [earlier] : (IEnumerable<string>)[],
                stack.Coverage,
                .. stack.ExemptRoles.Select(role => $"Exempt in the management account: {role}"),
                .. members is null ? [] : MemberExemptRole.Describe(members.ExemptRoles),
                .. members is null ? [] : UndeclaredLogging.Describe(members.UndeclaredLogging),
                .. checks.SelectMany(check => check.Facts),
            ],
            [
                .. members is null ? [NotEntered] : OfMembers,
                .. settings.SkipPreflight ? [NoExemptRoles] : (IEnumerable<string>)[],
                .. settings.Tags.IsEmpty ? [] : (IEnumerable<string>)[TagsOfMembers],
                .. checks.SelectMany(check => check.NotChecked),
            ]
        )
        {
            Members = members,
            Organization = VerifiedOrganization.Of(organization, covered),
        };
    }

    // Accounts are read in any order.
    private static MembersReport MembersOf(DeepCoverage deep) =>
        new(
            deep.Entered,
            deep.Accounts.Count,
            deep.Findings.Resources,
            [.. deep.Findings.ExemptRoles.OrderBy(one => one.Role, StringComparer.Ordinal)],
            [.. deep.Findings.Logging.OrderBy(one => one.Account, StringComparer.Ordinal).ThenBy(one => one.Region, StringComparer.Ordinal)]
        );

    // Nothing else of the rendered stack is kept while the standing one is read.
    private async Task<IReadOnlyDictionary<ResourceKey, string>> RehearseAsync(
        SampleOrganization sample,
        IReadOnlyCollection<string> accounts
    )
    {
        var rehearsed = await StackRenderer.RenderAsync(_config, sample).ConfigureAwait(false);
        var members = accounts.Count(account => account != _management.Id && DeepCoverage.IsToEnter(account, Checkpoint));
        Begin(RequestEstimate.Of(rehearsed, accounts.Count, IsToRead) + (Enter is null ? 0 : DeepEstimate.Of(rehearsed, members)));
        return ResourceFinder.AliasesOf(rehearsed);
    }

    private async Task<StackDeclaration> DeclareAsync(SampleOrganization sample, StandingStack standing, string region)
    {
        var exitCode = Environment.ExitCode;
        try
        {
            return await ProgramRun
                .DeclareAsync(_config, sample, standing, () => standing.Resources, standing.FirstRequest, isPreview: true)
                .ConfigureAwait(false);
        }
        catch (RunException exception)
        {
            // A program that fails sets the exit code for the engine. This process goes on.
            Environment.ExitCode = exitCode;
            throw standing.Refusal ?? new AwsException("pulumi preview", _management.Id, region, exception.Message);
        }
    }

    private static string NameOf(DeclaredResource resource) => $"{resource.Type} {resource.Name}";

    private bool IsToRead(DeclaredResource resource) => Checkpoint?.Find(NameOf(resource)) is null;

    private async Task<FinishedPiece> PieceAsync(
        Places places,
        Organization organization,
        StandingStack standing,
        Additions additions,
        DeclaredResource resource
    )
    {
        List<Deviation> found = [];
        await CheckAsync(places, organization, standing, additions, resource, found).ConfigureAwait(false);
        var piece =
            resource.Type == StackInstances
                ? new FinishedPiece(
                    Time.GetUtcNow(),
                    found,
                    await TargetsAsync(places, organization, resource).ConfigureAwait(false),
                    resource.Inputs.Texts("regions")
                )
                : new FinishedPiece(Time.GetUtcNow(), found, [], []);
        Checkpoint?.Add(NameOf(resource), piece);
        return piece;
    }

    // Why the accounts could not be listed, the comparison of the instances says.
    private static async Task<IReadOnlyCollection<string>> TargetsAsync(Places places, Organization organization, DeclaredResource resource)
    {
        try
        {
            return await organization.TargetsOfAsync(places.Home, resource).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [];
        }
    }

    // Several StackSets cover the same accounts and Regions. One that is missing or could not be seen covers none of them.
    private void Note(FinishedPiece piece, ConcurrentDictionary<(string Account, string Region), bool> covered)
    {
        var isKnown = piece.Deviations.All(deviation => deviation.Kind == DeviationKind.Uncovered);
        foreach (var place in piece.Accounts.SelectMany(_ => piece.Regions, (account, region) => (account, region)))
        {
            covered.AddOrUpdate(place, isKnown, (_, others) => others && isKnown);
        }

        foreach (var deviation in piece.Deviations)
        {
            _deviations.Add(deviation);
            if (deviation.Kind == DeviationKind.Uncovered)
            {
                covered[(deviation.Account, deviation.Region)] = false;
            }
        }
    }

    private async Task CheckAsync(
        Places places,
        Organization organization,
        StandingStack standing,
        Additions additions,
        DeclaredResource resource,
        List<Deviation> found
    )
    {
        if (standing.Unfound.TryGetValue(resource.Key, out var reason))
        {
            Add(
                found,
                places,
                resource,
                reason is null ? DeviationKind.Missing : DeviationKind.Unseen,
                null,
                reason ?? "it does not exist",
                reason is null ? Refresh : ReadIt
            );
            return;
        }

        if (resource.Id is "PendingConfirmation" or "Deleted")
        {
            Add(
                found,
                places,
                resource,
                DeviationKind.Unhealthy,
                null,
                "its endpoint has not confirmed the subscription",
                "confirm it at the endpoint"
            );
            return;
        }

        try
        {
            var place = places.Of(resource);
            if (resource.Type == StackInstances)
            {
                found.AddRange(await Coverage.OfAsync(place, organization, resource).ConfigureAwait(false));
                return;
            }

            var told = await ResourceReaders.Of(resource.Type).Read(place, resource).ConfigureAwait(false);
            Adapt(resource, told);
            foreach (var difference in ResourceComparison.Of(resource, told, IsUnreadable).Differences)
            {
                Add(found, places, resource, DeviationKind.Different, difference, difference.Found);
            }

            foreach (var (addition, remedy) in await additions.OfAsync(place, resource).ConfigureAwait(false))
            {
                Add(found, places, resource, DeviationKind.Added, null, addition, remedy);
            }

            foreach (var (fault, remedy) in await Health.OfAsync(place, resource, Time.GetUtcNow()).ConfigureAwait(false))
            {
                Add(found, places, resource, DeviationKind.Unhealthy, null, fault, remedy);
            }

            // The last of all: whoever may not read tags must still see the rest.
            if (await TagComparison.OfAsync(place, resource).ConfigureAwait(false) is { } tags)
            {
                Add(found, places, resource, DeviationKind.Different, tags, tags.Found);
            }
        }
        catch (AwsException exception) when (exception.SaysNotFound)
        {
            Add(found, places, resource, DeviationKind.Missing, null, "it does not exist");
        }
        catch (ResourceMissingException exception)
        {
            Add(found, places, resource, DeviationKind.Missing, null, exception.Message);
        }
        catch (AwsException exception)
        {
            Add(found, places, resource, DeviationKind.Unseen, null, exception.Message, ReadIt);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A reader expects the members that AWS's models require. Without them nothing can be compared.
            Add(found, places, resource, DeviationKind.Unseen, null, ExpectedForm.Fault, ReadIt);
        }
    }

    private void Add(
        List<Deviation> deviations,
        Places places,
        DeclaredResource resource,
        DeviationKind kind,
        Difference? difference,
        string found,
        string remedy = Refresh
    ) =>
        deviations.Add(
            new Deviation(
                kind,
                resource.ProviderAccountId ?? _management.Id,
                resource.Text("region") ?? places.HomeRegion,
                $"{resource.Type.Split(':')[1].Split('/')[0]}/{resource.Type.Split(':')[^1]} {resource.Text("name") ?? resource.Name}",
                difference?.Input,
                difference?.Declared,
                found,
                remedy
            )
        );
}
