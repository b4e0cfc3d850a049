using System.Collections.Immutable;
using BedrockDefense.Infra.Alerting;
using BedrockDefense.Infra.Asking;
using BedrockDefense.Infra.Auditing;
using BedrockDefense.Infra.Checking;
using BedrockDefense.Infra.Copying;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Hunting;
using BedrockDefense.Infra.Placement;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;
using BedrockDefense.Infra.Trail;
using BedrockDefense.Infra.Watching;
using Pulumi;

namespace BedrockDefense.Infra;

/// <summary>The stack that <c>pulumi up</c> deploys to an organization's management account; it only composes.</summary>
public class DefenseStack : Stack
{
    public DefenseStack()
        : this(options: null) { }

    /// <summary>Declares the stack with options. Tests and other observers pass their own.</summary>
    protected DefenseStack(StackOptions? options)
        : this(options, new ResourceTags()) { }

    private DefenseStack(StackOptions? options, ResourceTags tags)
        : base(tags.AddTo(options))
    {
        try
        {
            var settings = SettingsReader.Read();
            tags.Set(settings.Tags);
            if (settings.StackSets.Retarget)
            {
                Log.Warn(
                    $"{Names.Product}:stackSets.retarget is set: this deployment deletes the members' stacks outside the "
                        + "targets as AWS lists them now. Take it back afterwards."
                );
            }

            // AWS is asked before anything is declared, because the answers may forbid the deployment.
            var (organization, reused, decisions, exempt) = AwsAnswers.Ask(settings);
            var accounts = new Accounts(settings, organization);

            var guardrails = new Guardrails(settings);
            var trail = new AuditTrail(settings, organization, accounts.LogArchive, reused);
            var bus = new CentralBus(settings, organization, accounts.Security);
            var maintenance = settings.Maintenance is { } window ? new MaintenanceSchedules(window, bus, accounts.Security) : null;
            var detections = new Detections(bus, maintenance, settings, accounts.Security);
            _ = new ManagementForwarders(detections, bus, settings, organization);
            List<MemberStackSet> sets = [.. new MemberForwarders(detections, bus, settings, organization).Sets];
            var channels = new AlertChannels(bus, settings, detections.People, accounts);
            var routes = new AlertRoutes(detections, channels, bus, settings, accounts.Security);
            if (maintenance is not null)
            {
                _ = new MaintenanceMessages(maintenance.Window, detections.People.All, bus, channels, routes, accounts.Security);
            }

            _ = new Notices(bus, channels, routes, settings, accounts.Security);
            var canary = new Canary(accounts.Security, bus, channels, routes);
            InvocationCopies? copies = null;
            if (settings.Restore.Mode != RestoreMode.Off)
            {
                var management = new ManagementResponse(settings, organization, decisions);
                var members = new MemberResponse(settings, organization, decisions, [.. management.Machines]);
                sets.AddRange(members.Sets);
                if (settings.InvocationLogging.Copies is { } copying)
                {
                    copies = new InvocationCopies(
                        copying,
                        settings,
                        organization,
                        decisions,
                        accounts.LogArchive,
                        management.Machines,
                        members.Sets
                    );
                    sets.Add(copies.Set);
                }
            }

            if (settings.Auditor is { } auditor)
            {
                sets.Add(new MemberAuditor(auditor, settings, organization).Set);
            }

            if (settings.Hunting.Enabled)
            {
                _ = new TrailHunting(trail, settings, organization, accounts.LogArchive);
            }

            var heartbeats = HeartbeatPace.Of(settings, organization, out _) is { } pace
                ? new Heartbeats(pace, settings, bus, routes, accounts.Security, after: sets.Select(set => set.Instances))
                : null;
            _ = new PathAlarms(bus, channels, routes, canary, heartbeats, accounts.Security);

            if (copies is not null)
            {
                _ = new CopyAlarms(copies.Central, channels, accounts.LogArchive);
            }

            TrailArn = trail.Arn;
            CentralBusArn = bus.Arn;
            FindingsTopicArn = channels.Findings.TopicArn;
            SubscriptionsToConfirm = channels.SubscriptionsToConfirm;
            GuardrailPolicyIds = guardrails.PolicyIds;
            Coverage = guardrails.Coverage.Apply(guardrailed => $"{guardrailed} {RegionCoverage.Describe(settings)}");
            Hearing = Output.Create(HeartbeatPace.Describe(settings, organization));
            Uncovered = Output
                .All(sets.Select(set => MemberCoverage.Gaps(set, organization)))
                .Apply(gaps => MemberCoverage.Tell([.. gaps.SelectMany(ofSet => ofSet)], settings));
            InvocationCopies = copies?.Description ?? Output.Create(ImmutableArray<string>.Empty);
            ExemptRoles = Output.Create(exempt);
            SharedMessages = Output.Create<ImmutableArray<string>>([.. detections.People.Remarks]);
        }
        catch (InvalidInputException exception)
        {
            // The engine shows only the message of a RunException. It would show any other exception with a stack trace.
            throw new RunException(exception.Message, exception);
        }
    }

    /// <summary>The organization trail, created or reused.</summary>
    [Output("trailArn")]
    public Output<string> TrailArn { get; protected set; }

    /// <summary>The bus on which the detections judge the events of every account.</summary>
    [Output("centralBusArn")]
    public Output<string> CentralBusArn { get; protected set; }

    /// <summary>The topic that carries every finding in JSON.</summary>
    [Output("findingsTopicArn")]
    public Output<string> FindingsTopicArn { get; protected set; }

    /// <summary>The subscriptions that receive nothing yet or that anybody could end, each with what to do.</summary>
    [Output("subscriptionsToConfirm")]
    public Output<ImmutableArray<string>> SubscriptionsToConfirm { get; protected set; }

    /// <summary>The service control policies, whether attached or not.</summary>
    [Output("guardrailPolicyIds")]
    public Output<ImmutableArray<string>> GuardrailPolicyIds { get; protected set; }

    /// <summary>Says in a few sentences whom the guardrails restrict, and what applies in the Regions that are not governed.</summary>
    [Output("coverage")]
    public Output<string> Coverage { get; protected set; }

    /// <summary>Says how often each account and Region is heard of while nothing happens there, and how soon silence is noticed.</summary>
    [Output("hearing")]
    public Output<string> Hearing { get; protected set; }

    /// <summary>Each account and Region where a StackSet does not stand as it should, with AWS's reason.</summary>
    [Output("uncovered")]
    public Output<ImmutableArray<string>> Uncovered { get; protected set; }

    /// <summary>
    /// Which invocations are copied to the log-archive account, and which are not, in a sentence each; empty for no copies.
    /// </summary>
    [Output("invocationCopies")]
    public Output<ImmutableArray<string>> InvocationCopies { get; protected set; }

    /// <summary>
    /// The roles of the management account that may change the logging unhindered, in a sentence each, with the principals that they trust.
    /// </summary>
    [Output("exemptRoles")]
    public Output<ImmutableArray<string>> ExemptRoles { get; protected set; }

    /// <summary>The detections that people are told of in one message, and those where this was not possible, in a sentence each.</summary>
    [Output("sharedMessages")]
    public Output<ImmutableArray<string>> SharedMessages { get; protected set; }
}
