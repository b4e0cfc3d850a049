using System.Text.Json.Nodes;
using BedrockDefense.Aws;
using BedrockDefense.Catalog;
using BedrockDefense.CloudTrail;
using BedrockDefense.Sigma;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>One performance of a scenario. It keeps track of what the attacker has changed so far.</summary>
internal sealed class Performance(
    SimulatedAws aws,
    string region,
    IReadOnlyList<string> governed,
    Caller attacker,
    IReadOnlyList<(Placeholder Placeholder, string Value)> names,
    Action<PlacedEvent> placed,
    Action<RehearsedCall> told,
    SearchedCalls searched
)
{
    private const string LoggingOverwriting = "bedrock:PutModelInvocationLoggingConfiguration";
    private const string LoggingDeletion = "bedrock:DeleteModelInvocationLoggingConfiguration";
    private const string ForwarderDisabling = "events:DisableRule";
    private const string GuardrailDetachment = "organizations:DetachPolicy";
    private const string GuardrailDisabling = "organizations:DisablePolicyType";
    private const string RoleDeletion = "iam:DeleteRole";
    private const string Invocation = "bedrock:InvokeModel";
    private const string BearerToken = "bedrock:CallWithBearerToken";

    private readonly CallJudge _judge = new(aws);
    private readonly EventRouter _router = new(aws, placed);
    private readonly CanaryFlight _canary = new(aws);
    private readonly Restoration _restoration = new(aws, new CallJudge(aws));
    private readonly HashSet<(string Account, string Region)> _blindPlaces = [];
    private int _callCount;
    private int _loggedCount;
    private int _unloggedCount;

    /// <summary>The targets to which the guardrails are attached.</summary>
    public IReadOnlyList<string> GuardrailTargets { get; } = [.. aws.Guardrails.Keys];

    public StepReport Play(ScenarioStep step)
    {
        List<CallReport> calls = [.. (step.Calls ?? []).Select(MakeCall)];
        (string? Text, int Missing) observed = step.Observe switch
        {
            Observation.Trail => aws.Trail.Records ? ($"kept by {aws.Trail.Description}", 0) : ($"NOT kept by {aws.Trail.Description}", 1),
            Observation.Invocations => (
                $"{_loggedCount} of {_loggedCount + _unloggedCount} invocations logged with prompt and answer",
                _unloggedCount
            ),
            Observation.Canary => _canary.FindObstacle() is { } obstacle
                ? ($"LOST: {obstacle}", 1)
                : ("arrived where an alarm waits for it", 0),
            _ => (null, 0),
        };
        return new StepReport(
            step.Name,
            calls,
            observed.Text,
            step.Expect?.Because,
            [.. FindUnmet(step.Expect ?? new Expectation(), calls)]
        )
        {
            Missing = observed.Missing,
        };
    }

    private CallReport MakeCall(ScenarioCall call)
    {
        _callCount++;
        var caller =
            call.As is null && call.Session is null
                ? attacker
                : Caller.Parse(call.As is null ? attacker.PrincipalArn : Fill(call.As), call.Session ?? Caller.DefaultSession);
        var at = call.Region is null ? region : Fill(call.Region);
        var resource = Fill(call.Resource);
        var parameters = call.Parameters is null ? null : JsonNode.Parse(Fill(call.Parameters.ToJsonString(JsonText.Options)))!.AsObject();
        told(new RehearsedCall(call, caller, resource, at, parameters));
        var required = (call.Requires ?? []).Select(permission =>
            permission with
            {
                Resource = Fill(permission.Resource),
                Region = permission.Region is null ? null : Fill(permission.Region),
                Context = permission.Context?.ToDictionary(key => key.Key, key => Fill(key.Value)),
            }
        );
        var verdict = _judge.Judge(caller, [new RequiredAction(call.Action, resource), .. required], at, call.Granted);
        var place = (caller.AccountId, at);
        var isLogged = verdict.StoppedBy is null && call.Action == Invocation ? IsLogged(place) : null;
        var effect = verdict.StoppedBy is null ? TakeEffect(call, resource, parameters, place) : null;
        var made = new ApiCall(
            caller,
            call.EventSource,
            call.EventName,
            call.ReadOnly,
            at,
            _callCount,
            verdict.ErrorMessage,
            parameters,
            call.EventType
        )
        {
            UsesBearerToken = (call.Requires ?? []).Any(permission => permission.Action == BearerToken),
        };
        var routing = call.DataEvent ? new Routing() : _router.Put(caller.AccountId, at, made.Event());
        var (restoredBy, notRestored, faults) = Restore(routing, place);
        return new CallReport(
            call.Action,
            FindOtherCaller(caller),
            made.EventId,
            verdict.StoppedBy,
            effect,
            restoredBy,
            notRestored,
            routing.Detections,
            routing.Messages,
            routing.Failures,
            faults
        )
        {
            IsLogged = isLogged,
            IsStoppedByGuardrail = verdict.IsByGuardrail,
            SearchedBy = searched.By(made),
        };
    }

    // A started state machine runs to its end before the attacker's next call. Its own call is an event like any other.
    private (string? RestoredBy, string? NotRestored, IReadOnlyList<string> Faults) Restore(
        Routing routing,
        (string Account, string Region) place
    )
    {
        string? restoredBy = null;
        string? notRestored = null;
        List<string> faults = [];
        foreach (var machine in routing.Executions.Distinct())
        {
            if (Restoration.IsNoOp(machine))
            {
                notRestored = "the settings leave this account the logging it has";
                continue;
            }

            if (_restoration.FindObstacle(machine) is { } obstacle)
            {
                notRestored = obstacle;
                routing.Add(_router.Put(machine.Account, machine.Region, Restoration.FailureEventOf(machine)));
                continue;
            }

            _ = _blindPlaces.Remove(place);
            restoredBy = machine.Name;
            var own = _router.Put(machine.Account, machine.Region, Restoration.CallOf(machine, ++_callCount).Event());
            faults.AddRange(own.Detections.Select(detection => $"the restorer's own call fires {detection}"));
            faults.AddRange(own.Executions.Select(again => $"the restorer's own call starts {again.Name} again"));
            routing.Failures.AddRange(own.Failures);
        }

        return (restoredBy, notRestored, faults);
    }

    private string? FindOtherCaller(Caller caller) =>
        caller.PrincipalArn != attacker.PrincipalArn ? caller.PrincipalArn
        : caller.SessionName != attacker.SessionName ? caller.Arn
        : null;

    private string Fill(string text) =>
        Rehearser.Fill(
            text,
            [
                (Placeholder.Partition, aws.Partition),
                (Placeholder.Region, region),
                (Placeholder.AccountId, attacker.AccountId),
                (Placeholder.ManagementAccountId, aws.Organization.ManagementAccountId),
                (Placeholder.RootId, aws.Organization.RootId),
                (Placeholder.TrailArn, aws.Trail.Arn),
                (Placeholder.FarRegion, FindFarRegion()),
                (Placeholder.UngovernedRegion, FindUngovernedRegion()),
                (Placeholder.ForwarderRule, FindForwarder()),
                (Placeholder.InvocationBucket, FindInvocationBucket()),
                (Placeholder.GlobalServicesRegion, AwsRegion.ForGlobalServices(aws.Partition).Code),
                .. FindGuardrail(),
                .. names,
            ]
        );

    // Returns a governed Region other than the home Region, if there is one.
    private string FindFarRegion() =>
        aws
            .StateMachines.Values.Where(machine => machine.Account == attacker.AccountId)
            .Select(machine => machine.Region)
            .Where(one => one != region)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(region);

    // Returns a Region that every account has and that is not governed. It avoids the Region of the global services, which
    // has forwarders. If all Regions are governed, it invents one that AWS may open in the future.
    private string FindUngovernedRegion() =>
        AwsRegion
            .All.Where(one => one.Partition == aws.Partition && !one.IsOptIn && !governed.Contains(one.Code))
            .OrderBy(one => one == AwsRegion.ForGlobalServices(aws.Partition))
            .Select(one => one.Code)
            .FirstOrDefault("new-region-1");

    // Returns the bucket that the stack creates for the invocations of the attacker's account, if the settings want one.
    private string FindInvocationBucket() =>
        aws
            .S3Buckets.Keys.Select(arn => arn[(arn.LastIndexOf(':') + 1)..])
            .FirstOrDefault(name => name.Contains($"{attacker.AccountId}-{region}", StringComparison.Ordinal), "none");

    // Returns the rule that forwards a deletion from the attacker's account and Region.
    private string FindForwarder() =>
        aws.Rules.Values.Where(rule =>
                rule.BusArn == $"arn:{aws.Partition}:events:{region}:{attacker.AccountId}:event-bus/default"
                && rule.Targets.Exists(target => aws.Buses.Contains(target.Arn))
            )
            .FirstOrDefault(rule =>
                rule.Pattern.Match(
                    new ApiCall(
                        attacker,
                        "bedrock.amazonaws.com",
                        "DeleteModelInvocationLoggingConfiguration",
                        ReadOnly: false,
                        region,
                        Sequence: 1
                    ).Event()
                ).IsMatch
            )
            ?.Name
        ?? "none";

    // Returns the policy that protects the logging, and its target. In audit mode there is none, and an example policy and
    // the root stand in.
    private (Placeholder Placeholder, string Value)[] FindGuardrail()
    {
        var (target, policy) = aws
            .Guardrails.SelectMany(attached => attached.Value.Select(one => (Target: attached.Key, Policy: one)))
            .FirstOrDefault(one => one.Policy.Document.Statements.Any(statement => statement.Actions.Contains(LoggingDeletion)));
        return
        [
            (Placeholder.GuardrailId, policy?.PolicyId ?? "p-examplepolicy"),
            (Placeholder.GuardrailTargetId, target ?? aws.Organization.RootId),
        ];
    }

    private string? TakeEffect(ScenarioCall call, string resource, JsonObject? parameters, (string Account, string Region) place)
    {
        switch (call.Action)
        {
            case LoggingDeletion:
                _ = _blindPlaces.Add(place);
                return "invocation logging is off";
            case LoggingOverwriting:
                _ = _blindPlaces.Add(place);
                return "invocation logging is as the attacker wants it";
            case ForwarderDisabling:
                aws.Rules.Remove(resource);
                return $"account {place.Account} is blind in {place.Region} from here on: nothing is forwarded by that rule";
            case RoleDeletion:
                _ = aws.Roles.Remove(resource);
                return "the role is gone from here on";
            case GuardrailDetachment:
                var (target, policy) = (parameters!["targetId"]!.GetValue<string>(), parameters["policyId"]!.GetValue<string>());
                _ = aws.Guardrails.GetValueOrDefault(target, []).RemoveAll(attached => attached.PolicyId == policy);
                return $"{target} is without that policy from here on";
            case GuardrailDisabling:
                aws.Guardrails.Clear();
                return "no guardrail restricts anybody from here on";
            case Invocation when IsLogged(place) == true:
                _loggedCount++;
                return "logged with prompt and answer";
            case Invocation:
                _unloggedCount++;
                return IsLogged(place) is null ? $"NOT logged by this stack, which does not govern {place.Region}" : "NOT logged";
            default:
                return null;
        }
    }

    // Nothing is known of Regions that are not governed.
    private bool? IsLogged((string Account, string Region) place) => governed.Contains(place.Region) ? !_blindPlaces.Contains(place) : null;

    private IEnumerable<string> FindUnmet(Expectation expected, List<CallReport> calls)
    {
        if (expected.Prevented is { } prevented)
        {
            foreach (var call in calls.Where(call => call.PreventedBy is not null != prevented))
            {
                yield return prevented
                    ? $"nothing prevented {call.Action}"
                    : $"{call.Action} should go through, but {call.PreventedBy} prevented it";
            }
        }

        foreach (
            var unmet in DescribeDifferences("detected by", expected.Detected, calls.SelectMany(call => call.Detections))
                .Concat(
                    DescribeDifferences(
                        "alerted on",
                        expected.Alerted,
                        calls.SelectMany(call => call.Messages).Select(message => message.Channel).Where(IsCommon)
                    )
                )
        )
        {
            yield return unmet;
        }

        foreach (var call in calls.Where(call => expected.Each && call.Detections.Count == 0))
        {
            yield return $"{call.Action} should be detected, but was not";
        }

        // Every delivery of a detected event must succeed, whether the scenario expects the detection or not.
        foreach (var failure in calls.SelectMany(call => call.Failures))
        {
            yield return $"{failure.Rule} could not deliver to {failure.TargetArn}: {failure.Reason}; the event is "
                + $"{(failure.IsKept ? "in its dead-letter queue" : "lost")}";
        }

        foreach (var unmet in calls.SelectMany(FindMissingMessages))
        {
            yield return unmet;
        }

        foreach (var fault in calls.SelectMany(call => call.RestoreFaults))
        {
            yield return fault;
        }

        if (expected.Restored is { } restored && restored != calls.Exists(call => call.RestoredBy is not null))
        {
            yield return restored
                ? "nothing restored the logging configuration"
                : "the logging configuration should stay changed, but was restored";
        }

        if (expected.Recorded is { } recorded && recorded != aws.Trail.Records)
        {
            yield return recorded ? "no organization trail keeps the event" : "an organization trail keeps the event";
        }

        if (expected.Arrived is { } arrived && _canary.FindObstacle() is var obstacle && arrived != (obstacle is null))
        {
            yield return arrived ? $"the canary does not arrive: {obstacle}" : "the canary arrives";
        }

        if (expected.Logged is { } logged && logged != (_unloggedCount == 0))
        {
            yield return logged
                ? "models were invoked without being logged"
                : "every invocation was logged, though the scenario expects logging to be off";
        }
    }

    // Some channels exist only in some configurations, so a scenario cannot name them.
    private static bool IsCommon(string channel) =>
        channel == DeliveredMessage.FindingsChannel || Enum.GetValues<SigmaLevel>().Any(level => level.SigmaName() == channel);

    // Checks each detection, because a message of another detection on the same channel must not hide that this one sent
    // none.
    private static IEnumerable<string> FindMissingMessages(CallReport call)
    {
        foreach (var detection in call.Detections)
        {
            if (!call.Messages.Any(message => message.Names(detection)))
            {
                yield return $"{detection} fired, but no text of it reached a topic";
            }

            if (!call.Findings.Contains(detection))
            {
                yield return $"{detection} fired, but no finding of it reached the findings topic";
            }
        }
    }

    private static IEnumerable<string> DescribeDifferences(string verb, IReadOnlyList<string>? expected, IEnumerable<string> actual)
    {
        if (expected is null)
        {
            return [];
        }

        var seen = actual.ToHashSet();
        return expected
            .Where(one => !seen.Contains(one))
            .Select(one => $"should be {verb} {one}, but was not")
            .Concat(seen.Where(one => !expected.Contains(one)).Select(one => $"should not be {verb} {one}, but was"));
    }
}
