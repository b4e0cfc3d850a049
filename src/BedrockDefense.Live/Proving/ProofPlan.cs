using BedrockDefense.CloudTrail;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Proving.Attacking;
using BedrockDefense.Live.Reading;
using BedrockDefense.Live.Verifying.Checks;
using BedrockDefense.Stack.Declaration;
using BedrockDefense.Stack.Rehearsal;
using BedrockDefense.Stack.Rendering;

namespace BedrockDefense.Live.Proving;

/// <summary>What a run is going to do: the calls that it makes, those that it does not make, and what is predicted of each.</summary>
public sealed class ProofPlan
{
    /// <summary>The name of the attacking role's session, where a scenario names none. It tells people what an alert is about.</summary>
    public const string Session = "bedrock-defense-prove";

    private ProofPlan(DefenseSettings settings, ProofRequest request, StackDeclaration stack, string region)
    {
        Settings = settings;
        Request = request;
        Region = region;
        Coverage = stack.Coverage;
        TrailArn = stack.TrailArn;
        var topic = stack.OfType("aws:sns/topic:Topic").Single(one => one.Text("name") == "bedrock-defense-findings");
        TopicArn = topic.Arn!;
        CanaryAlarm = CanaryAge.AlarmAmong(stack.OfType("aws:cloudwatch/metricAlarm:MetricAlarm"));
        Scenarios = [.. Distinct(request.Scenarios).Select(scenario => Plan(stack, scenario))];
    }

    /// <summary>The settings of the configuration.</summary>
    public DefenseSettings Settings { get; }

    /// <summary>What the user asks for.</summary>
    public ProofRequest Request { get; }

    /// <summary>The code of the Region of the attack.</summary>
    public string Region { get; }

    /// <summary>The guardrails' coverage by the stack's own words.</summary>
    public string Coverage { get; }

    /// <summary>The organization's trail.</summary>
    public string TrailArn { get; }

    /// <summary>The findings topic.</summary>
    public string TopicArn { get; }

    /// <summary>The alarm that watches the canary. It stands where the findings topic is.</summary>
    internal DeclaredResource CanaryAlarm { get; }

    /// <summary>The account of the findings topic.</summary>
    public string TopicAccount => TopicArn.Split(':')[4];

    /// <summary>The scenarios, in order.</summary>
    internal IReadOnlyList<PlannedScenario> Scenarios { get; }

    /// <summary>The calls that will be made, a line each.</summary>
    public IReadOnlyList<string> Calls =>
        [
            .. Planned
                .Where(call => call.Attack is not null)
                .Select(call => $"{call.Rehearsed.Call.Action} in {call.Rehearsed.Region} on {call.Rehearsed.Resource}"),
        ];

    /// <summary>What the calls may change for a while, a line each.</summary>
    public IReadOnlyList<string> Changed =>
        [
            .. Planned
                .Where(call => call.Attack?.State is not null)
                .Select(call => $"{call.Attack!.State!.Describe(call.Attack.Subject)} in {call.Rehearsed.Region}")
                .Distinct(),
        ];

    private IEnumerable<PlannedCall> Planned => Scenarios.SelectMany(scenario => scenario.Steps).SelectMany(step => step.Calls);

    /// <summary>Prepares a run. AWS is only asked where the account is in the organization.</summary>
    /// <param name="config">The configuration, a text for each key.</param>
    /// <param name="management">AWS as the management account.</param>
    /// <param name="request">What the user asks for.</param>
    /// <exception cref="InvalidInputException">The request is not safe, or nothing of it can be played.</exception>
    /// <exception cref="AwsException">The organization cannot be read.</exception>
    public static async Task<ProofPlan> PrepareAsync(IReadOnlyDictionary<string, string> config, IAwsApi management, ProofRequest request)
    {
        ArgumentNullException.ThrowIfNull(management);
        ArgumentNullException.ThrowIfNull(request);
        var settings = CheckedSettings.Parse(config);
        var region = request.Region ?? settings.HomeRegion.Code;
        RequireRole(request, settings.HomeRegion.Partition);
        if (!settings.Regions.Any(one => one.Code == region))
        {
            throw new InvalidInputException(
                $"--region {VisibleText.Quote(region)}: it is not governed; write "
                    + string.Join(" or ", settings.Regions.Select(one => one.Code))
            );
        }

        var home = new Place(management, settings.HomeRegion.Code);
        var organization = await Organization.ReadAsync(home).ConfigureAwait(false);
        RequireSandbox(request.Account, organization, settings, management.Id);
        var sample = new SampleOrganization(
            organization.Id,
            organization.RootId,
            organization.ManagementAccountId,
            await UnitAsync(home, request.Account, settings).ConfigureAwait(false) ?? SampleOrganization.Default.UnitId,
            request.Account,
            settings.SecurityAccount?.Id,
            settings.LogArchiveAccount?.Id
        );
        var stack = await StackRenderer.RenderAsync(config, sample).ConfigureAwait(false);
        if (ExemptRole.PatternOf(stack, request.Role) is { } pattern)
        {
            throw new InvalidInputException(
                $"--role {VisibleText.Quote(request.Role)}: the guardrails exempt it ({pattern}); name a role that is no administrator"
            );
        }

        var plan = new ProofPlan(settings, request, stack, region);
        return plan.Calls.Count > 0
            ? plan
            : throw new InvalidInputException(
                "nothing can be played: "
                    + string.Join(
                        "; ",
                        plan.Planned.Select(call => $"{call.Rehearsed.Call.Action}: {call.NotMade}")
                            .DefaultIfEmpty("the scenario makes no call, and only observes")
                            .Distinct()
                    )
            );
    }

    private static void RequireRole(ProofRequest request, string partition)
    {
        var valid = $"write the ARN of a role of that account, such as arn:{partition}:iam::{request.Account}:role/Developer";
        if (request.Account is not { Length: 12 } || !request.Account.All(char.IsAsciiDigit))
        {
            throw new InvalidInputException($"--account {VisibleText.Quote(request.Account)}: write the 12 digits of an account's id");
        }

        var parts = request.Role.Split(':', 6);
        if (
            parts is not ["arn", var own, "iam", "", var account, var resource]
            || own != partition
            || account != request.Account
            || !resource.StartsWith("role/", StringComparison.Ordinal)
            || resource.EndsWith('/')
        )
        {
            throw new InvalidInputException($"--role {VisibleText.Quote(request.Role)}: {valid}");
        }
    }

    private static void RequireSandbox(string account, Organization organization, DefenseSettings settings, string caller)
    {
        if (organization.ManagementAccountId != caller)
        {
            throw new InvalidInputException(
                $"the credentials are of account {caller}; prove needs those of the management account {organization.ManagementAccountId}"
            );
        }

        var reason =
            account == organization.ManagementAccountId ? "it is the management account, which no guardrail restricts"
            : account == settings.SecurityAccount?.Id ? "it is the security account, whose alerts a drill must not disturb"
            : account == settings.LogArchiveAccount?.Id ? "it is the log-archive account, whose records a drill must not disturb"
            : !organization.ActiveAccounts.Contains(account) ? "it is no active account of the organization"
            : null;
        if (reason is not null)
        {
            throw new InvalidInputException($"--account {account}: {reason}; name a sandbox account of the organization");
        }
    }

    // The rehearsal knows one unit. Of the units above the account, it is the one that the guardrails name.
    private static async Task<string?> UnitAsync(Place home, string account, DefenseSettings settings)
    {
        List<string> units = [];
        for (var id = account; ; )
        {
            var parents = await home.AllAsync("organizations", "ListParents", "Parents", new() { ["ChildId"] = id }).ConfigureAwait(false);
            if (parents is not [var parent] || parent.Text("Type") != "ORGANIZATIONAL_UNIT" || units.Contains(parent.Need("Id")))
            {
                break;
            }

            id = parent.Need("Id");
            units.Add(id);
        }

        var excluded = units.Find(settings.GuardrailExclusions.Contains);
        var targeted = units.Find(settings.GuardrailTargets.Contains);
        return excluded is not null && targeted is not null && excluded != targeted
            ? throw new InvalidInputException(
                $"--account {account}: the guardrails name two units above it, {targeted} and the exception {excluded}, and the rehearsal "
                    + "knows one only; name an account with one of them above it"
            )
            : excluded ?? targeted ?? units.FirstOrDefault();
    }

    // Some scenarios play another one with another attacker or other settings. Here the attacker and the settings are given.
    private static IEnumerable<Scenario> Distinct(IReadOnlyList<string> ids) =>
        (ids is [] ? Scenario.Ids : ids)
            .Select(Scenario.Load)
            .DistinctBy(scenario =>
                string.Join(
                    '\n',
                    scenario.Steps.Select(step => $"{step.Name} {step.Observe} {string.Join(',', (step.Calls ?? []).Select(Key))}")
                )
            );

    private static string Key(ScenarioCall call) => $"{call.Action} {call.Resource} {call.Region} {call.As} {call.Session}";

    private PlannedScenario Plan(StackDeclaration stack, Scenario scenario)
    {
        var whole = Rehearse(stack, scenario);
        var attacks = whole
            .Calls.Zip(
                whole.Report.Steps.SelectMany(step => step.Calls),
                (call, report) => AttackCalls.Of(call, report.PreventedBy is not null, Request.Role, Request.Model)
            )
            .ToList();

        // What is not done cannot change what comes after it.
        var number = 0;
        var numbers = scenario.Steps.Select(step => (step.Calls ?? []).Select(_ => number++).ToList()).ToList();
        var played = scenario with
        {
            Steps =
            [
                .. scenario.Steps.Select(
                    (step, index) =>
                        step.Calls is null
                            ? step
                            : step with
                            {
                                Calls = [.. step.Calls.Where((_, place) => attacks[numbers[index][place]].Attack is not null)],
                            }
                ),
            ],
        };
        var predicted = Rehearse(stack, played).Report;
        return new PlannedScenario(scenario, [.. scenario.Steps.Select(PlanStep)]);

        PlannedStep PlanStep(ScenarioStep step, int index)
        {
            var calls = new Queue<CallReport>(predicted.Steps[index].Calls);
            return new PlannedStep(
                step.Name,
                step.Observe,
                predicted.Steps[index].Observed,
                [
                    .. numbers[index]
                        .Select(
                            (one, place) =>
                                new PlannedCall(
                                    whole.Calls[one],
                                    attacks[one].Attack is null ? whole.Report.Steps[index].Calls[place] : calls.Dequeue(),
                                    attacks[one].Attack,
                                    attacks[one].Refusal
                                )
                        ),
                ]
            );
        }
    }

    private (RehearsalReport Report, List<RehearsedCall> Calls) Rehearse(StackDeclaration stack, Scenario scenario)
    {
        List<RehearsedCall> calls = [];
        var names = new RehearsedNames(
            Settings.Administrators,
            Settings.InvocationLogging.LogGroup,
            Settings.InvocationLogging.Bucket,
            Settings.InvocationLogging.Role
        );
        var report = Rehearser.Play(stack, scenario, Caller.Parse(Request.Role, Session), names, made: calls.Add, region: Region);
        return (report, calls);
    }
}

/// <summary>A scenario to play.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record PlannedScenario(Scenario Scenario, IReadOnlyList<PlannedStep> Steps);

/// <summary>A step to play.</summary>
/// <param name="Name">The name.</param>
/// <param name="Observe">What it observes; null when it makes calls.</param>
/// <param name="Predicted">What the rehearsal observes; null when it makes calls.</param>
/// <param name="Calls">The calls.</param>
internal sealed record PlannedStep(string Name, Observation? Observe, string? Predicted, IReadOnlyList<PlannedCall> Calls);

/// <summary>A call to make, or not.</summary>
/// <param name="Rehearsed">The call, with its placeholders filled in.</param>
/// <param name="Predicted">What the rehearsal says.</param>
/// <param name="Attack">How it is made; null when it is not.</param>
/// <param name="NotMade">The reason why it is not made; null when it is.</param>
internal sealed record PlannedCall(RehearsedCall Rehearsed, CallReport Predicted, AttackCall? Attack, string? NotMade);
