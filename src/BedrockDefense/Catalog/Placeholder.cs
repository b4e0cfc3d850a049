using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BedrockDefense.Catalog;

/// <summary>
/// A placeholder in the documents of <c>policies/</c>, written <c>%name%</c>. This class defines every placeholder. Each fact has
/// one name in all kinds of documents, and no name stands for two facts.
/// </summary>
public sealed class Placeholder
{
    /// <summary>The value where a rule must name something but there is nothing to name. Nothing in AWS can have this name.</summary>
    public const string Nothing = "(none)";

    private static readonly List<Placeholder> Definitions = [];

    internal Placeholder(string name, PlaceholderForm form, DocumentKinds kinds) => (Name, Form, Kinds) = (name, form, kinds);

    /// <summary>The name, without percent signs.</summary>
    public string Name { get; }

    /// <summary>The form of the values.</summary>
    public PlaceholderForm Form { get; }

    /// <summary>The kinds of documents that may contain the placeholder.</summary>
    public DocumentKinds Kinds { get; }

    /// <summary>The partition of the home Region.</summary>
    public static Placeholder Partition { get; } =
        Of(PlaceholderForm.Partition, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>The end of the names of the services in that partition.</summary>
    public static Placeholder DnsSuffix { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The account that the document is for. In a scenario, it is the account that is attacked.</summary>
    public static Placeholder AccountId { get; } =
        Of(PlaceholderForm.AccountId, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>The organization's management account.</summary>
    public static Placeholder ManagementAccountId { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Access | DocumentKinds.Scenario);

    /// <summary>The organization.</summary>
    public static Placeholder OrganizationId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The root of the organization.</summary>
    public static Placeholder RootId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The Region that the document is for. In a scenario, it is the home Region.</summary>
    public static Placeholder Region { get; } =
        Of(PlaceholderForm.Region, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>Every Region that is governed.</summary>
    public static Placeholder GovernedRegions { get; } = Of(PlaceholderForm.Region, DocumentKinds.Access | DocumentKinds.Guardrail);

    /// <summary>Every Region that is not governed, but in which detections report the use of Bedrock.</summary>
    public static Placeholder DetectedRegions { get; } = Of(PlaceholderForm.Region, DocumentKinds.Rule);

    /// <summary>A governed Region other than the home Region, if there is one.</summary>
    public static Placeholder FarRegion { get; } = Of(PlaceholderForm.Region, DocumentKinds.Scenario);

    /// <summary>A Region that is not governed.</summary>
    public static Placeholder UngovernedRegion { get; } = Of(PlaceholderForm.Region, DocumentKinds.Scenario);

    /// <summary>The Region in which global services of the partition, such as IAM, record their events.</summary>
    public static Placeholder GlobalServicesRegion { get; } = Of(PlaceholderForm.Region, DocumentKinds.Scenario);

    /// <summary>The managed data identifiers of what CloudWatch Logs masks.</summary>
    public static Placeholder DataIdentifiers { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>The beginning of the names of this program's own resources.</summary>
    public static Placeholder Product { get; } =
        Of(
            PlaceholderForm.Name,
            DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Notice | DocumentKinds.Rule | DocumentKinds.Template
        );

    /// <summary>The name of the forwarders. The names of their rules and roles begin with it.</summary>
    public static Placeholder ForwarderName { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Notice | DocumentKinds.Template);

    /// <summary>The name of the rule that forwards the deletion of the logging configuration, in the account that is attacked.</summary>
    public static Placeholder ForwarderRule { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The name of the restorers. The names of their rules and roles begin with it.</summary>
    public static Placeholder RestorerName { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Notice | DocumentKinds.Template);

    /// <summary>The name of the role of every restorer: one role for each governed Region.</summary>
    public static Placeholder RestorerRoles { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The bus that receives the events of every forwarder.</summary>
    public static Placeholder CentralBusArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access | DocumentKinds.Template);

    /// <summary>The queue that the policy belongs to.</summary>
    public static Placeholder QueueArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The topic that the policy belongs to, or the topic that may write to the queue of the policy.</summary>
    public static Placeholder TopicArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access | DocumentKinds.Template);

    /// <summary>The key that encrypts the topics of the alerts.</summary>
    public static Placeholder AlertsKeyArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The rules that may write to the queue, or that the role is for.</summary>
    public static Placeholder RuleArns { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The name of the rule that the template declares.</summary>
    public static Placeholder RuleName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>The state of that rule, as EventBridge writes it.</summary>
    public static Placeholder RuleState { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>How often the restorers check without any change, as EventBridge Scheduler writes it.</summary>
    public static Placeholder ReconcileRate { get; } = Of(PlaceholderForm.Text, DocumentKinds.Template);

    /// <summary>The name of the state machine that the document is for.</summary>
    public static Placeholder StateMachineName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The URL that messages are posted to.</summary>
    public static Placeholder HttpEndpoint { get; } = Of(PlaceholderForm.Text, DocumentKinds.Access | DocumentKinds.Template);

    /// <summary>The EventBridge connection that has the secret for <see cref="HttpEndpoint"/>.</summary>
    public static Placeholder ConnectionArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access | DocumentKinds.Template);

    /// <summary>The name of that connection.</summary>
    public static Placeholder ConnectionName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The channel that a message is for; a hyphen where the URL alone says who gets it.</summary>
    public static Placeholder Channel { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>Who reads the messages: <c>people</c>, who get shortened texts, or a <c>machine</c>.</summary>
    public static Placeholder Reader { get; } = Of(PlaceholderForm.Name, DocumentKinds.Template);

    /// <summary>The state machine that the role may start.</summary>
    public static Placeholder StateMachineArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The schedule group that the role is for.</summary>
    public static Placeholder ScheduleGroupArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The source of the events that these schedules may put on the bus.</summary>
    public static Placeholder EventSource { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The log group of the model invocations. If the account of the document has its own log group, it is that one.</summary>
    public static Placeholder InvocationLogGroup { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>Every log group of model invocations, including those of single accounts.</summary>
    public static Placeholder InvocationLogGroups { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The log groups of model invocations that Bedrock writes to with <see cref="InvocationRole"/>.</summary>
    public static Placeholder DeliveredLogGroups { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The bucket for the model invocations of the account and Region that the document is for.</summary>
    public static Placeholder InvocationBucket { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>
    /// Every bucket of model invocations, including those of single accounts. It is a pattern where each account has its own
    /// bucket.
    /// </summary>
    public static Placeholder InvocationBuckets { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The buckets of model invocations whose names nobody else can have taken.</summary>
    public static Placeholder KnownInvocationBuckets { get; } = Of(PlaceholderForm.Name, DocumentKinds.Rule);

    /// <summary>A bucket of any account whose name is one for model invocations.</summary>
    public static Placeholder ExampleInvocationBucket { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>
    /// The name of the role with which Bedrock delivers invocations. If the account of the document has its own role, it is that
    /// one.
    /// </summary>
    public static Placeholder InvocationRole { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Scenario | DocumentKinds.Template);

    /// <summary>The name of every role with which Bedrock delivers invocations, including those of single accounts.</summary>
    public static Placeholder InvocationRoles { get; } =
        Of(PlaceholderForm.Name, DocumentKinds.Access | DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The name of the organization trail.</summary>
    public static Placeholder TrailName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The ARN of the organization trail.</summary>
    public static Placeholder TrailArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access | DocumentKinds.Scenario);

    /// <summary>The bucket that the organization trail writes to.</summary>
    public static Placeholder TrailBucketArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The account of the trail's bucket and of the copies of invocations.</summary>
    public static Placeholder LogArchiveAccountId { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Access);

    /// <summary>The accounts whose alarms may publish to the topic.</summary>
    public static Placeholder AlarmAccountIds { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Access);

    /// <summary>The log groups whose invocations are copied.</summary>
    public static Placeholder CopiedLogGroups { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>The bucket of the copies of invocations.</summary>
    public static Placeholder CopiesBucketArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The key that encrypts the copies of invocations.</summary>
    public static Placeholder CopiesKeyArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The bucket for the results of hunts in the trail.</summary>
    public static Placeholder HuntResultsBucketArn { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The Athena database with the table of the trail.</summary>
    public static Placeholder Database { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>ARN patterns of the roles that may change the logging configuration.</summary>
    public static Placeholder Administrators { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Guardrail | DocumentKinds.Rule);

    /// <summary>The names of the administrators' roles, without their paths.</summary>
    public static Placeholder AdministratorRoleNames { get; } = Of(PlaceholderForm.Name, DocumentKinds.Rule);

    /// <summary>The names of roles of other permission sets that begin like the role of an administrator.</summary>
    public static Placeholder OtherPermissionSets { get; } = Of(PlaceholderForm.Name, DocumentKinds.Rule);

    /// <summary>
    /// The roles whose changes of the logging configuration are not reverted: the restorer's, and usually the administrators'.
    /// </summary>
    public static Placeholder TrustedRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Rule);

    /// <summary>
    /// The roles that the guardrails for this program exempt: the administrators', the deployment roles, and the roles of
    /// StackSets.
    /// </summary>
    public static Placeholder ExemptRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Guardrail);

    /// <summary>The role of an administrator in the account that is attacked.</summary>
    public static Placeholder Administrator { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Scenario);

    /// <summary>The name of that role.</summary>
    public static Placeholder AdministratorName { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The roles with which the program is deployed to other accounts.</summary>
    public static Placeholder DeploymentRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The role that may enter the member accounts to read what stands there.</summary>
    public static Placeholder VerifierRole { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The identity providers that are allowed.</summary>
    public static Placeholder IdentityProviders { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Guardrail);

    /// <summary>The organization policy that protects the logging configuration.</summary>
    public static Placeholder GuardrailId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The root, organizational unit or account that the policy is attached to.</summary>
    public static Placeholder GuardrailTargetId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Scenario);

    /// <summary>The protocol of a subscription.</summary>
    public static Placeholder Protocol { get; } = Of(PlaceholderForm.Name, DocumentKinds.Access);

    /// <summary>An endpoint for alerts in an account that this program does not manage. Its owner creates the subscription.</summary>
    public static Placeholder ForeignEndpoint { get; } = Of(PlaceholderForm.Text, DocumentKinds.Access);

    /// <summary>Every endpoint in an account that this program does not manage.</summary>
    public static Placeholder ForeignEndpoints { get; } = Of(PlaceholderForm.Text, DocumentKinds.Guardrail);

    /// <summary>The account of <see cref="ForeignEndpoint"/>.</summary>
    public static Placeholder ForeignAccountId { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Access);

    /// <summary>Every account of <see cref="ForeignEndpoints"/>.</summary>
    public static Placeholder ForeignAccountIds { get; } = Of(PlaceholderForm.AccountId, DocumentKinds.Guardrail);

    /// <summary>The actions on the topics of alerts that only exempt roles may perform, but for those of other guardrails.</summary>
    public static Placeholder TopicActions { get; } = Of(PlaceholderForm.Action, DocumentKinds.Guardrail);

    /// <summary>The roles with which SNS delivers alerts to Firehose.</summary>
    public static Placeholder SubscriptionRoles { get; } = Of(PlaceholderForm.Arn, DocumentKinds.Access);

    /// <summary>The id of the detection or notice that a message is about.</summary>
    public static Placeholder DetectionId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The ids of all detections that a message names.</summary>
    public static Placeholder DetectionIds { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The id of the detection's Sigma rule.</summary>
    public static Placeholder RuleId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The title of the detection or notice.</summary>
    public static Placeholder Title { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The titles of all detections that a message names.</summary>
    public static Placeholder Titles { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>
    /// The titles of all detections that a message names, except the first. A line with it is left out when there are none.
    /// </summary>
    public static Placeholder OtherTitles { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The severity in Sigma's notation.</summary>
    public static Placeholder Severity { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The severity, in capital letters.</summary>
    public static Placeholder SeverityInCapitals { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The severity in OCSF's notation.</summary>
    public static Placeholder SeverityInOcsf { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>
    /// The techniques of ATT&amp;CK that the detection is tagged with: version, technique, sub-technique (may be empty) and name, with
    /// vertical bars between them.
    /// </summary>
    public static Placeholder Attacks { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The severity in PagerDuty's notation.</summary>
    public static Placeholder SeverityInPagerDuty { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The severity's number in OCSF.</summary>
    public static Placeholder SeverityId { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>How the call ended, with the error code.</summary>
    public static Placeholder Outcome { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>How the call ended, in one word.</summary>
    public static Placeholder OutcomeWord { get; } = Of(PlaceholderForm.Name, DocumentKinds.Alert);

    /// <summary>The first step to take.</summary>
    public static Placeholder NextStep { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The steps to take, in order.</summary>
    public static Placeholder NextSteps { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The steps to take, each with its number.</summary>
    public static Placeholder NumberedSteps { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The steps to take, each with its number, in one text.</summary>
    public static Placeholder StepsInOrder { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The facts that a notice tells about its event.</summary>
    public static Placeholder Facts { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The link to the runbook, or the command that shows it.</summary>
    public static Placeholder Runbook { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>What happened, according to a notice.</summary>
    public static Placeholder Summary { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The operation that a notice is about; empty for none.</summary>
    public static Placeholder Operation { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The service of that operation; empty for none.</summary>
    public static Placeholder Service { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The error of that operation; empty for none.</summary>
    public static Placeholder Error { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The start and the end of a maintenance window.</summary>
    public static Placeholder WindowSpan { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The detections that people get no messages about during the window.</summary>
    public static Placeholder WindowDetections { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>The roles that people get no messages about during the window.</summary>
    public static Placeholder WindowRoles { get; } = Of(PlaceholderForm.Text, DocumentKinds.Alert);

    /// <summary>Every placeholder, in the order in which this class defines them.</summary>
    public static IReadOnlyList<Placeholder> All => Definitions;

    /// <summary>Returns the placeholder as documents write it.</summary>
    public override string ToString() => $"%{Name}%";

    // The name of the property is the name of the placeholder, so two placeholders cannot have the same name.
    private static Placeholder Of(PlaceholderForm form, DocumentKinds kinds, [CallerMemberName] string property = "")
    {
        var placeholder = new Placeholder(JsonNamingPolicy.CamelCase.ConvertName(property), form, kinds);
        Definitions.Add(placeholder);
        return placeholder;
    }
}
