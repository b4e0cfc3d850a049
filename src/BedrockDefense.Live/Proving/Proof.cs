using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BedrockDefense.Catalog;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Attacking;
using BedrockDefense.Live.Proving.Keeping;
using BedrockDefense.Live.Proving.Observing;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying.Checks;
using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Live.Proving;

/// <summary>Plays scenarios for real, observes what happens, and puts everything back.</summary>
/// <param name="plan">What is to be played.</param>
/// <param name="access">AWS, in the roles that a run needs.</param>
/// <param name="time">The clock.</param>
public sealed class Proof(ProofPlan plan, ProofAccess access, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    // After the last alert that was predicted, so long for alerts that nobody predicted.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    private readonly List<string> _unseen = [];
    private readonly List<string> _putBack = [];

    // Whether the alerts of the scenario may still arrive, so that those that lack say nothing.
    private bool _isWaiting;

    /// <summary>The longest wait for the alerts of a scenario, and for a restoration.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A queue that is subscribed to the findings topic already; null to create one for the time of the run.</summary>
    public string? FindingsQueueUrl { get; init; }

    /// <summary>Is told what happens, in a few words each.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    private Place Home => new(access.Management, plan.Settings.HomeRegion.Code);

    private Place Topic => new(access.Management.InAccount(plan.TopicAccount), plan.Settings.HomeRegion.Code);

    /// <summary>Makes the name of a run.</summary>
    public static string NewRun() => $"bedrock-defense-prove-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>Plays everything.</summary>
    /// <param name="journal">Is told what is to be put back. It is ended when nothing is left.</param>
    /// <param name="cancellationToken">Ends the attacks. What was changed is put back all the same.</param>
    /// <exception cref="AwsException">The attack could not begin. Everything is as it was.</exception>
    public async Task<ProofReport> RunAsync(ProofJournal journal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var start = time.GetUtcNow();
        List<ProvenScenario> scenarios = [];
        IReadOnlyList<string> left = [];
        string? canary = null;
        var isInterrupted = false;
        try
        {
            await ExpectedAsync("GetCallerIdentity", RequireAttackerAsync).ConfigureAwait(false);
            var queue = await ExpectedAsync("Subscribe", () => OpenQueueAsync(journal)).ConfigureAwait(false);
            canary = await ObserveCanaryAsync().ConfigureAwait(false);
            foreach (var scenario in plan.Scenarios)
            {
                Progress(scenario.Scenario.Id);
                var calls = new Dictionary<PlannedCall, PlayedCall>();
                var isPutBack = false;
                try
                {
                    await PlayAsync(scenario, calls, journal, queue, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    scenarios.Add(await ReportAsync(scenario, calls).ConfigureAwait(false));
                    Progress("putting back");
                    isPutBack = await PutBackAsync(journal).ConfigureAwait(false);
                }

                if (!isPutBack)
                {
                    _unseen.Add($"the scenarios after {scenario.Scenario.Id}, since not everything was put back after it");
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            isInterrupted = true;
        }
        finally
        {
            Progress("removing what was added");
            var cleanUp = CleanUpOf(journal);
            await cleanUp.RunAsync().ConfigureAwait(false);
            _putBack.AddRange(cleanUp.Done);
            left = cleanUp.Left;
        }

        return new ProofReport(
            plan.Request.Account,
            plan.Request.Role,
            plan.Region,
            journal.Content.Run,
            start,
            time.GetUtcNow(),
            plan.Coverage,
            scenarios,
            _putBack,
            left,
            [.. _unseen.Distinct()]
        )
        {
            Canary = canary,
            IsInterrupted = isInterrupted,
        };
    }

    private CleanUp CleanUpOf(ProofJournal journal) => new(journal, Home, access.Restoring, Topic);

    private async Task<bool> PutBackAsync(ProofJournal journal)
    {
        var cleanUp = CleanUpOf(journal);
        await cleanUp.PutBackAsync().ConfigureAwait(false);
        _putBack.AddRange(cleanUp.Done);
        return cleanUp.Left.Count == 0;
    }

    private Task<T> ExpectedAsync<T>(string operation, Func<Task<T>> read) =>
        ExpectedForm.RequireAsync(operation, plan.Request.Account, plan.Region, read);

    // The role may be of another name than the user thinks, or an address may answer for another account.
    private async Task<bool> RequireAttackerAsync()
    {
        var identity = await AttackerPlace(ProofPlan.Session, plan.Region).QueryAsync("sts", "GetCallerIdentity").ConfigureAwait(false);
        var account = identity.Find("Account")?.Value;
        return account == plan.Request.Account
            ? true
            : throw new AwsException(
                "GetCallerIdentity",
                plan.Request.Account,
                plan.Region,
                $"the role acts in account {account}, and not in {plan.Request.Account}"
            );
    }

    private async Task<FindingsQueue> OpenQueueAsync(ProofJournal journal)
    {
        Progress("subscribing to the findings topic");
        return FindingsQueueUrl is { } url
            ? FindingsQueue.Existing(Topic, url)
            : await FindingsQueue.CreateAsync(Topic, plan.TopicArn, journal).ConfigureAwait(false);
    }

    private Place AttackerPlace(string session, string region) => new(access.Attacker(session), region);

    private async Task PlayAsync(
        PlannedScenario scenario,
        Dictionary<PlannedCall, PlayedCall> played,
        ProofJournal journal,
        FindingsQueue queue,
        CancellationToken cancellationToken
    )
    {
        _isWaiting = true;
        var logs = await FindLogsAsync(scenario).ConfigureAwait(false);
        foreach (var call in scenario.Steps.SelectMany(step => step.Calls).Where(call => call.Attack is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var one = await AttackAsync(call, journal, logs).ConfigureAwait(false);
            played.Add(call, one);
            if (one.Outcome is AttackOutcome.Succeeded && call.Predicted.RestoredBy is not null)
            {
                await RestorationAsync(call, one, cancellationToken).ConfigureAwait(false);
            }
        }

        await AwaitAsync(played, queue, cancellationToken).ConfigureAwait(false);
        _isWaiting = false;
    }

    // An attack may change where invocations are logged. What the prediction is about is where they went before.
    private async Task<IReadOnlyDictionary<string, (InvocationLog? Log, string? Reason)>> FindLogsAsync(PlannedScenario scenario)
    {
        var logs = new Dictionary<string, (InvocationLog?, string?)>(StringComparer.Ordinal);
        foreach (
            var region in scenario
                .Steps.SelectMany(step => step.Calls)
                .Where(call => call is { Attack: not null, Predicted.IsLogged: not null })
                .Select(call => call.Rehearsed.Region)
                .Distinct()
        )
        {
            logs.Add(region, await InvocationLog.FindAsync(new Place(access.Restoring, region), time).ConfigureAwait(false));
        }

        return logs;
    }

    private async Task<PlayedCall> AttackAsync(
        PlannedCall call,
        ProofJournal journal,
        IReadOnlyDictionary<string, (InvocationLog? Log, string? Reason)> logs
    )
    {
        var (attack, rehearsed) = (call.Attack!, call.Rehearsed);
        Progress($"{rehearsed.Call.Action} in {rehearsed.Region}");
        Change? change = null;
        if (attack.State is { } state)
        {
            var standing = state.IsOfManagement ? Home : new Place(access.Restoring, rehearsed.Region);
            try
            {
                change = new Change(
                    state.Kind,
                    standing.Region,
                    attack.Subject,
                    await ExpectedAsync(state.Kind, () => state.ReadAsync(standing, attack.Subject)).ConfigureAwait(false)
                );
            }
            catch (AwsException exception)
            {
                return PlayedCall.NotSent($"what stands could not be read, and so not be put back: {exception.Message}");
            }

            if (state is LoggingState && change.Before is null)
            {
                return PlayedCall.NotSent("no invocation logging stands there, so nothing can be shown with it; verify says more");
            }

            // A guardrail refuses before the service looks whether the thing exists.
            if (attack.Creates && change.Before is not null && call.Predicted.PreventedBy is null)
            {
                return PlayedCall.NotSent($"{state.Describe(attack.Subject)} exists already");
            }

            journal.Add(change);
        }

        var marker = $"bedrock-defense-prove/{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var place = AttackerPlace(rehearsed.Caller.SessionName, rehearsed.Region);
        var marked = new MarkedApi(place.Account, marker);
        var sent = new PlayedCall(marker, change) { Time = time.GetUtcNow() };
        try
        {
            await ExpectedAsync(
                    rehearsed.Call.EventName,
                    async () =>
                    {
                        await attack.SendAsync(place with { Account = marked }, change?.Before, journal.Content.Run).ConfigureAwait(false);
                        return true;
                    }
                )
                .ConfigureAwait(false);
            if (call.Predicted.IsLogged is not null)
            {
                sent.Invocation = new WatchedInvocation(logs[rehearsed.Region], marked.RequestId, sent.Time);
            }
        }
        catch (AwsException exception) when (exception.Status is not 0 and < 500)
        {
            sent.Outcome = Outcomes.Of(exception);
            sent.Answer = exception.Message;
        }
        catch (AwsException exception)
        {
            // Nobody knows whether it was done.
            sent.Outcome = AttackOutcome.Unknown;
            sent.Answer = exception.Message;
            _unseen.Add($"{rehearsed.Call.Action} was not answered: {exception.Message}");
        }

        return sent;
    }

    private async Task RestorationAsync(PlannedCall call, PlayedCall played, CancellationToken cancellationToken)
    {
        if (played.Change is not { } change)
        {
            return;
        }

        Progress("waiting for the restorer");
        var state = KeptState.All[change.State];
        var end = time.GetUtcNow() + Wait;
        while (time.GetUtcNow() < end)
        {
            try
            {
                var now = await ExpectedAsync(state.Kind, () => state.ReadAsync(new Place(access.Restoring, change.Region), change.Subject))
                    .ConfigureAwait(false);
                if (JsonNode.DeepEquals(now, change.Before))
                {
                    played.RestoredAfter = time.GetUtcNow() - played.Time;
                    return;
                }
            }
            catch (AwsException exception)
            {
                _unseen.Add(
                    $"whether {state.Describe(change.Subject)} was restored after {call.Rehearsed.Call.Action}: {exception.Message}"
                );
                return;
            }

            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Alerts and records come minutes after the calls. Where none is predicted, only the whole wait can show that none comes.
    private async Task AwaitAsync(Dictionary<PlannedCall, PlayedCall> played, FindingsQueue queue, CancellationToken cancellationToken)
    {
        if (played.Values.All(call => call.NotMade is not null))
        {
            return;
        }

        Progress("waiting for alerts");
        var end = time.GetUtcNow() + Wait;
        var invocations = played.Values.Select(call => call.Invocation).OfType<WatchedInvocation>().ToList();
        var isHeard = true;
        DateTimeOffset? settled = null;
        while (true)
        {
            isHeard = isHeard && await HearAsync(played, queue).ConfigureAwait(false);
            foreach (var invocation in invocations)
            {
                await invocation.LookAsync(time).ConfigureAwait(false);
            }

            var now = time.GetUtcNow();
            settled = (!isHeard || HasAllAlerts(played)) && !invocations.Exists(one => one.IsOpen) ? settled ?? now : null;
            if (now >= end || now - settled >= (isHeard ? Settling : TimeSpan.Zero))
            {
                return;
            }

            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> HearAsync(Dictionary<PlannedCall, PlayedCall> played, FindingsQueue queue)
    {
        try
        {
            await ExpectedAsync("ReceiveMessage", () => queue.ReceiveAsync(text => Take(text, played))).ConfigureAwait(false);
            return true;
        }
        catch (AwsException exception)
        {
            _unseen.Add($"the alerts: {exception.Message}");
            return false;
        }
    }

    private static bool HasAllAlerts(Dictionary<PlannedCall, PlayedCall> played)
    {
        var made = played.Where(one => one.Value.NotMade is null).ToList();
        return made.Exists(one => one.Key.Predicted.Findings.Any())
            && made.TrueForAll(one => one.Key.Predicted.Findings.All(one.Value.Has));
    }

    private bool Take(string text, Dictionary<PlannedCall, PlayedCall> played)
    {
        if (DeliveredFinding.Read(text) is not { } finding)
        {
            return false;
        }

        // A restorer's own event has no marker. It belongs to the call that led to it.
        var (_, call) = played.FirstOrDefault(one =>
            one.Value.NotMade is null
            && (
                finding.UserAgent?.Contains(one.Value.Marker, StringComparison.Ordinal) == true
                || (
                    Notices(one.Key).Contains(finding.Detection)
                    && finding.Account == plan.Request.Account
                    && finding.Region == one.Key.Rehearsed.Region
                )
            )
        );
        call?.Alerts.Add(new ObservedAlert(finding.Detection, Seconds(time.GetUtcNow() - call.Time), finding.EventId, finding.Text));
        return call is not null;
    }

    private static IEnumerable<string> Notices(PlannedCall call) =>
        call.Predicted.Findings.Where(id => Detection.All.All(detection => detection.Id != id));

    private async Task<ProvenScenario> ReportAsync(PlannedScenario scenario, Dictionary<PlannedCall, PlayedCall> played)
    {
        List<ProvenStep> steps = [];
        foreach (var step in scenario.Steps)
        {
            var observed = step.Observe is { } what ? await ObserveAsync(what, steps).ConfigureAwait(false) : null;
            steps.Add(
                new ProvenStep(
                    step.Name,
                    [
                        .. step.Calls.Select(call =>
                            played.GetValueOrDefault(call) is { } one
                                ? Report(call, one)
                                : new ProvenCall(call.Predicted, call.NotMade ?? "the run was interrupted before its answer", null, [])
                        ),
                    ],
                    step.Predicted,
                    observed
                )
            );
        }

        return new ProvenScenario(scenario.Scenario.Id, scenario.Scenario.Title, steps);
    }

    private async Task<string> ObserveAsync(Observation what, List<ProvenStep> before) =>
        what switch
        {
            Observation.Trail => await ObserveTrailAsync().ConfigureAwait(false),
            Observation.Invocations => Logged(before),
            Observation.Canary => await ObserveCanaryAsync().ConfigureAwait(false) ?? "could not be read",
            _ => throw new InvalidOperationException($"nothing observes {what}"),
        };

    // Where the canary does not come through, an alert that lacks says nothing about its detection.
    private async Task<string?> ObserveCanaryAsync()
    {
        try
        {
            var arrival = await ExpectedForm
                .RequireAsync(
                    "GetMetricStatistics",
                    plan.TopicAccount,
                    Topic.Region,
                    () => CanaryAge.ReadAsync(Topic, plan.CanaryAlarm, time.GetUtcNow())
                )
                .ConfigureAwait(false);
            if (arrival.IsLate)
            {
                _unseen.Add(
                    $"whether the alerts' way works: of the canary, {arrival.Said}, so that an alert that lacks may be the fault of "
                        + "the way and not of its detection"
                );
            }

            return arrival.Said;
        }
        catch (AwsException exception)
        {
            _unseen.Add($"the canary: {exception.Message}");
            return null;
        }
    }

    private static string Logged(List<ProvenStep> steps)
    {
        var invocations = steps
            .SelectMany(step => step.Calls)
            .Select(call => call.Observed?.Invocation)
            .OfType<ObservedInvocation>()
            .ToList();
        var unknown = invocations.Count(one => one.IsSeen is null);
        return invocations.Count == 0
            ? "no model was invoked"
            : $"the records of {invocations.Count(one => one.IsSeen == true)} of {invocations.Count} invocations were seen"
                + (unknown == 0 ? "" : $"; {unknown} could not be looked for");
    }

    private async Task<string> ObserveTrailAsync()
    {
        var trail = plan.TrailArn;
        try
        {
            var status = await ExpectedAsync("GetTrailStatus", () => KeptState.All["trail"].ReadAsync(Home, trail)).ConfigureAwait(false);
            return status?["IsLogging"]?.GetValue<bool>() == true ? $"{trail} records" : $"{trail} does NOT record";
        }
        catch (AwsException exception)
        {
            _unseen.Add($"the trail: {exception.Message}");
            return "could not be read";
        }
    }

    // After an interruption, a missing restoration or record is no difference.
    private CallReport Compared(PlannedCall call, PlayedCall played)
    {
        if (_isWaiting && played.Invocation is { IsOpen: true })
        {
            _unseen.Add($"whether {call.Rehearsed.Call.Action} was logged: the run was interrupted");
            return call.Predicted with { IsLogged = null };
        }

        if (!_isWaiting || call.Predicted.RestoredBy is not { } restorer || played.RestoredAfter is not null)
        {
            return call.Predicted;
        }

        _unseen.Add($"the restoration by {restorer} after {call.Rehearsed.Call.Action}: the run was interrupted");
        return call.Predicted with { RestoredBy = null };
    }

    // Nor is a missing alert.
    private IReadOnlyCollection<string> ComparedDetections(PlannedCall call, PlayedCall played)
    {
        if (!_isWaiting)
        {
            return [.. call.Predicted.Findings];
        }

        _unseen.AddRange(
            call.Predicted.Findings.Where(detection => !played.Has(detection))
                .Select(detection => $"the alert of {detection} for {call.Rehearsed.Call.Action}: the run was interrupted")
        );
        return [.. call.Predicted.Findings.Where(played.Has)];
    }

    private ProvenCall Report(PlannedCall call, PlayedCall played)
    {
        if (played.NotMade is { } reason)
        {
            _unseen.Add($"{call.Rehearsed.Call.Action} was not made: {reason}");
            return new ProvenCall(call.Predicted, reason, null, []);
        }

        var observed = new ObservedCall(
            played.Marker,
            played.Time,
            played.Outcome,
            played.Answer,
            played.RestoredAfter is { } after ? Seconds(after) : null,
            [.. played.Alerts]
        )
        {
            Invocation = played.Invocation?.Observed,
        };
        if (observed.Invocation?.NotRead is { } unread)
        {
            _unseen.Add($"whether {call.Rehearsed.Call.Action} was logged: {unread}");
        }

        if (played.Outcome is AttackOutcome.Failed && call.Predicted.PreventedBy is null)
        {
            _unseen.Add($"what follows {call.Rehearsed.Call.Action}, since it failed for a reason of its own: {played.Answer}");
            return new ProvenCall(call.Predicted, null, observed, []);
        }

        return new ProvenCall(
            call.Predicted,
            null,
            observed,
            [.. ProofComparison.Of(Compared(call, played), ComparedDetections(call, played), observed)]
        );
    }

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 1);

    private sealed class PlayedCall(string marker, Change? change)
    {
        public string Marker => marker;

        public Change? Change => change;

        public string? NotMade { get; private init; }

        public DateTimeOffset Time { get; init; }

        public AttackOutcome Outcome { get; set; }

        public string? Answer { get; set; }

        public TimeSpan? RestoredAfter { get; set; }

        public WatchedInvocation? Invocation { get; set; }

        public List<ObservedAlert> Alerts { get; } = [];

        public static PlayedCall NotSent(string reason) => new("", null) { NotMade = reason };

        public bool Has(string detection) => Alerts.Exists(alert => alert.Detection == detection);
    }
}
