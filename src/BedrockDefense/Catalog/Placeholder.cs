using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BedrockDefense.Catalog;

/// <summary>
/// A placeholder in documents of <c>policies/</c>, written <c>%name%</c>. Here is every one of them: a fact has one name, whatever
/// kind of document it stands in, and no name stands for two facts.
/// </summary>
public sealed class Placeholder
{
    /// <summary>What stands for nobody and nothing where a rule must name something: nothing in AWS is called so.</summary>
    public const string Nothing = "(none)";

    private static readonly List<Placeholder> Defined = [];

    internal Placeholder(string name, PlaceholderForm form, DocumentKinds kinds) => (Name, Form, Kinds) = (name, form, kinds);

    /// <summary>The name, without percent signs.</summary>
    public string Name { get; }

    /// <summary>What its values look like.</summary>
    public PlaceholderForm Form { get; }

    /// <summary>The kinds of documents that it may stand in.</summary>
    public DocumentKinds Kinds { get; }

    /// <summary>The partition of the home Region.</summary>
    public static Placeholder Partition { get; } =
        Of(PlaceholderForm.Partition, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>What the names of the services of that partition end in.</summary>
    public static Placeholder DnsSuffix { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The account that the document is for; in a scenario, that which is attacked.</summary>
    public static Placeholder AccountId { get; } =
        Of(PlaceholderForm.AccountId, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>The organization's management account.</summary>
    public static Placeholder ManagementAccountId { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Access | DocumentKinds.Scenario);

    /// <summary>The organization.</summary>
    public static Placeholder OrganizationId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The root of the organization.</summary>
    public static Placeholder RootId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The Region that the document is for; in a scenario, the home Region.</summary>
    public static Placeholder Region { get; } = Of(PlaceholderForm.Region, DocumentKinds.Access | DocumentKinds.Scenario);

    /// <summary>Every Region that is governed.</summary>
    public static Placeholder GovernedRegions { get; } = Of(PlaceholderForm.Region, DocumentKinds.Access | DocumentKinds.Guardrail);

    /// <summary>Every Region that is not governed, but in which the use of Bedrock is detected.</summary>
    public static Placeholder DetectedRegions { get; } = Of(PlaceholderForm.Region, DocumentKinds.Rule);

    /// <summary>A governed Region other than the home Region, if there is one.</summary>
    public static Placeholder FarRegion { get; } = Of(PlaceholderForm.Region, DocumentKinds.Scenario);

    /// <summary>A Region that is not governed.</summary>
    public static Placeholder UngovernedRegion { get; } = Of(PlaceholderForm.Region, DocumentKinds.Scenario);

    /// <summary>Where the partition's global services, such as IAM, record their events.</summary>
    public static Placeholder GlobalServicesRegion { get; } = Of(PlaceholderForm.Region, DocumentKinds.Scenario);

    /// <summary>What the names of this program's own resources begin with.</summary>
    public static Placeholder Product { get; } =
        Of(
            PlaceholderForm.Name,
            DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Notice | DocumentKinds.Rule | DocumentKinds.Template
        );

    /// <summary>The name of the forwarders, with which those of their rules and roles begin.</summary>
    public static Placeholder ForwarderName { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Notice | DocumentKinds.Template);

    /// <summary>The name of the rule that forwards a deletion of the logging configuration from the account that is attacked.</summary>
    public static Placeholder ForwarderRule { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The name of the restorers, with which those of their rules and roles begin.</summary>
    public static Placeholder RestorerName { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Notice | DocumentKinds.Template);

    /// <summary>The name of every restorer's role: one for each governed Region.</summary>
    public static Placeholder RestorerRoles { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The bus that every forwarder puts events on.</summary>
    public static Placeholder CentralBusArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access | DocumentKinds.Template);

    /// <summary>The queue that the policy is of.</summary>
    public static Placeholder QueueArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The topic that the policy is of, or that may write to its queue.</summary>
    public static Placeholder TopicArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The rules that may write to the queue.</summary>
    public static Placeholder RuleArns { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The name of the rule that is declared.</summary>
    public static Placeholder RuleName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>Its state, as EventBridge writes it.</summary>
    public static Placeholder RuleState { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>How often the restorers look without a change, as EventBridge Scheduler writes it.</summary>
    public static Placeholder ReconcileRate { get; } = Of(PlaceholderForm.Text, DocumentKinds.Template);

    /// <summary>The group of the schedules that a role is for.</summary>
    public static Placeholder ScheduleGroupArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The source of the events that those schedules may put on the bus.</summary>
    public static Placeholder EventSource { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The log group of the model invocations; an account's own, where the document is for one that has its own.</summary>
    public static Placeholder InvocationLogGroup { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>Every log group of model invocations, also those of single accounts.</summary>
    public static Placeholder InvocationLogGroups { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>Those of them that are written with <see cref="InvocationRole"/>.</summary>
    public static Placeholder DeliveredLogGroups { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The bucket of the model invocations of the account and Region that the document is for.</summary>
    public static Placeholder InvocationBucket { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>Every bucket of model invocations, also those of single accounts, as a pattern where each account has one.</summary>
    public static Placeholder InvocationBuckets { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>Those of them whose names nobody else can have taken.</summary>
    public static Placeholder KnownInvocationBuckets { get; } = Of(PlaceholderForm.Name, DocumentKinds.Rule);

    /// <summary>A bucket, of whatever account, whose name is one for model invocations.</summary>
    public static Placeholder ExampleInvocationBucket { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The name of the role that Bedrock delivers invocations with; an account's own, as with the log group.</summary>
    public static Placeholder InvocationRole { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>The name of every such role, also those of single accounts.</summary>
    public static Placeholder InvocationRoles { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The name of the organization trail.</summary>
    public static Placeholder TrailName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The ARN of the organization trail.</summary>
    public static Placeholder TrailArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access | DocumentKinds.Scenario);

    /// <summary>The bucket that the organization trail writes to.</summary>
    public static Placeholder TrailBucketArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The bucket that the answers of hunts in the trail are written to.</summary>
    public static Placeholder HuntResultsBucketArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The database of Athena that the trail is hunted in.</summary>
    public static Placeholder Database { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>Who may change the logging configuration: ARN patterns of roles.</summary>
    public static Placeholder Administrators { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>Their names, without their paths.</summary>
    public static Placeholder AdministratorRoleNames { get; } = Of(PlaceholderForm.Name, DocumentKinds.Rule);

    /// <summary>The names of roles of other permission sets that begin like an administrator's.</summary>
    public static Placeholder OtherPermissionSets { get; } = Of(PlaceholderForm.Name, DocumentKinds.Rule);

    /// <summary>Whose changes of the logging configuration stay: the restorer's, and mostly the administrators'.</summary>
    public static Placeholder TrustedRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Rule);

    /// <summary>Whom the guardrails that protect this program exempt: administrators, deployment roles, and StackSets'.</summary>
    public static Placeholder ExemptRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Guardrail);

    /// <summary>One of the administrators, in the account that is attacked.</summary>
    public static Placeholder Administrator { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Scenario);

    /// <summary>The name of that role.</summary>
    public static Placeholder AdministratorName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The roles that the program is deployed with in other accounts.</summary>
    public static Placeholder DeploymentRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The identity providers that may be used.</summary>
    public static Placeholder IdentityProviders { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Guardrail);

    /// <summary>The organization policy that protects the logging configuration.</summary>
    public static Placeholder GuardrailId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>Where it is attached.</summary>
    public static Placeholder GuardrailTargetId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The protocol of a subscription.</summary>
    public static Placeholder Protocol { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>An endpoint of alerts in an account outside this program's hands, whose owner subscribes it.</summary>
    public static Placeholder ForeignEndpoint { get; } = Of(PlaceholderForm.Text, DocumentKinds.Access);

    /// <summary>Every such endpoint.</summary>
    public static Placeholder ForeignEndpoints { get; } = Of(PlaceholderForm.Text, DocumentKinds.Guardrail);

    /// <summary>The account of such an endpoint.</summary>
    public static Placeholder ForeignAccountId { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Access);

    /// <summary>Every account of such an endpoint.</summary>
    public static Placeholder ForeignAccountIds { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Guardrail);

    /// <summary>What nobody but those exempt may do with subscriptions of alerts.</summary>
    public static Placeholder SubscriptionActions { get; } = Of(PlaceholderForm.Action, DocumentKinds.Guardrail);

    /// <summary>The roles with which alerts are delivered to Firehose.</summary>
    public static Placeholder SubscriptionRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The id of the detection or notice that a message is about.</summary>
    public static Placeholder DetectionId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The ids of all detections that a message tells of.</summary>
    public static Placeholder DetectionIds { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The id of the detection's Sigma rule.</summary>
    public static Placeholder RuleId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The title of the detection or notice.</summary>
    public static Placeholder Title { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The titles of all detections that a message tells of.</summary>
    public static Placeholder Titles { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>Those of them but the first; a line with it is left out where there are none.</summary>
    public static Placeholder OtherTitles { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The severity, as Sigma writes it.</summary>
    public static Placeholder Severity { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The severity, in capital letters.</summary>
    public static Placeholder SeverityInCapitals { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The severity's number in OCSF.</summary>
    public static Placeholder SeverityId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>How the call ended, with its error.</summary>
    public static Placeholder Outcome { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>How the call ended, in one word.</summary>
    public static Placeholder OutcomeWord { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>What to do first.</summary>
    public static Placeholder NextStep { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>What to do, one after another.</summary>
    public static Placeholder NextSteps { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The steps to take next, each with its number.</summary>
    public static Placeholder NumberedSteps { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>What a notice tells of its event, a fact each.</summary>
    public static Placeholder Facts { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>Where the runbook can be read.</summary>
    public static Placeholder Runbook { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>What a notice says has happened.</summary>
    public static Placeholder Summary { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The operation that a notice is about; empty for none.</summary>
    public static Placeholder Operation { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The service of that operation; empty for none.</summary>
    public static Placeholder Service { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>What that operation failed with; empty for nothing.</summary>
    public static Placeholder Error { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>From when to when a maintenance window is.</summary>
    public static Placeholder WindowSpan { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The detections that people are not told of in it.</summary>
    public static Placeholder WindowDetections { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The roles that they are not told of.</summary>
    public static Placeholder WindowRoles { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>Every placeholder, in the order above.</summary>
    public static IReadOnlyList<Placeholder> All => Defined;

    /// <summary>As documents write it.</summary>
    public override string ToString() => $"%{Name}%";

    // A property's name is the placeholder's, so that no two have one name.
    private static Placeholder Of(PlaceholderForm form, DocumentKinds kinds, [CallerMemberName] string property = "")
    {
        var placeholder = new Placeholder(JsonNamingPolicy.CamelCase.ConvertName(property), form, kinds);
        Defined.Add(placeholder);
        return placeholder;
    }
}
