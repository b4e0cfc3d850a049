using BedrockDefense.CloudTrail;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Decides whether AWS lets a call through. The caller is taken to have every permission in its own account, the
/// attacker's best case; what stops it is a guardrail, or that the resource belongs to another account.
/// </summary>
internal sealed class CallJudge(SimulatedAws aws)
{
    private const string RoleAssumption = "sts:AssumeRole";
    private const string AccessPoint = "s3:DataAccessPointArn";
    private const string ElsewherePath = "o-otherexample/r-other/";

    /// <summary>Judges a call of this caller, and what it needs besides; the first refusal decides.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="permissions">What AWS checks.</param>
    /// <param name="region">Where.</param>
    /// <param name="isGranted">Whether the policies of resources of other accounts let the caller in.</param>
    public CallVerdict Judge(Caller caller, IEnumerable<RequiredAction> permissions, string region, bool isGranted = false) =>
        permissions
            .Select(permission =>
                Judge(caller, permission.Action, permission.Resource, permission.Region ?? region, permission.Context, isGranted)
            )
            .FirstOrDefault(verdict => verdict.StoppedBy is not null, CallVerdict.Allowed);

    /// <summary>Judges a call of this caller.</summary>
    public CallVerdict Judge(
        Caller caller,
        string action,
        string resource,
        string region,
        IReadOnlyDictionary<string, string>? context = null,
        bool isGranted = false
    )
    {
        var request = Request(
            caller,
            action,
            resource,
            region,
            [.. (context ?? new Dictionary<string, string>()).Select(key => (key.Key, key.Value))]
        );
        if (Owner(resource) is { } owner && owner != caller.AccountId && !isGranted)
        {
            return new CallVerdict(
                $"the resource belongs to account {owner}, which grants account {caller.AccountId} nothing",
                Refusal(caller, action, resource, "because no resource-based policy allows the action")
            );
        }

        if (
            action == RoleAssumption
            && aws.Roles.TryGetValue(resource, out var role)
            && !ResourcePolicyEvaluator.Evaluate(role.Trust, request).IsAllowed
        )
        {
            return new CallVerdict(
                $"the role {resource} does not trust {caller.PrincipalArn}",
                Refusal(caller, action, resource, "because no resource-based policy allows the action")
            );
        }

        // The organization's policies were asked with the ARN of the access point, the bucket's own is with that of the bucket.
        if (context?.ContainsKey(AccessPoint) == true)
        {
            return JudgeByBucket(caller, action, resource, request);
        }

        // The ARN of a bucket does not say whose it is; what a scenario reaches is the member's.
        var holder = Owner(resource) ?? aws.Organization.MemberAccountId;
        if (
            holder != aws.Organization.ManagementAccountId
            && RcpEvaluator.Evaluate(Levels(holder, PolicyKind.ResourceControl), request) is { IsAllowed: false } refused
        )
        {
            return Stopped(caller, action, resource, refused, OrganizationPolicyType.ResourceControl);
        }

        // Neither the management account's principals nor another organization's are under the guardrails.
        if (caller.AccountId != aws.Organization.MemberAccountId)
        {
            return CallVerdict.Allowed;
        }

        var verdict = ScpEvaluator.Evaluate(Levels(caller.AccountId, PolicyKind.ServiceControl), request);
        return verdict.IsAllowed ? CallVerdict.Allowed : Stopped(caller, action, resource, verdict, OrganizationPolicyType.ServiceControl);
    }

    // The caller's own policies allow it, so only a denial counts.
    private CallVerdict JudgeByBucket(Caller caller, string action, string resource, RequestContext request)
    {
        var bucket = resource.Split('/')[0];
        return
            aws.S3Buckets.GetValueOrDefault(bucket) is { } policy
            && ResourcePolicyEvaluator.Evaluate(policy, request) is { Decision: Decision.ExplicitlyDenied, Deciding: { } deciding }
            ? new CallVerdict(
                $"the policy of the bucket {bucket}: {SidText.Sentence(deciding.Statement.Sid!)}",
                Refusal(caller, action, resource, "with an explicit deny in a resource-based policy")
            )
            : CallVerdict.Allowed;
    }

    private CallVerdict Stopped(Caller caller, string action, string resource, Verdict verdict, OrganizationPolicyType type)
    {
        var policy = aws
            .Guardrails.Values.SelectMany(attached => attached)
            .First(attached => attached.Document.Name == verdict.Deciding!.Policy);
        var policyArn =
            $"arn:{aws.Partition}:organizations::{aws.Organization.ManagementAccountId}:policy/{aws.Organization.Id}/"
            + $"{type.Name.ToLowerInvariant()}/{policy.PolicyId}";
        return new CallVerdict(
            $"{policy.Document.Name} at {verdict.Deciding!.Level}: {SidText.Sentence(verdict.Deciding.Statement.Sid!)}",
            Refusal(caller, action, resource, $"with an explicit deny in a {type.Noun}: {policyArn}")
        );
    }

    /// <summary>A call with the condition keys that the policies of the stack may ask for and that do not follow from the caller.</summary>
    public RequestContext Request(Caller caller, string action, string resource, string region, params (string Key, string Value)[] keys) =>
        RequestContext.Create(
            caller.PrincipalArn,
            action,
            resource,
            new Dictionary<string, IReadOnlyList<string>>(
                keys.Select(key => KeyValuePair.Create(key.Key, (IReadOnlyList<string>)[key.Value]))
            )
            {
                ["aws:PrincipalOrgPaths"] = [OrgPath(caller)],
                ["aws:RequestedRegion"] = [region],
                ["aws:ResourceOrgID"] = [aws.Organization.Id],
                ["aws:SecureTransport"] = ["true"],
            }
        );

    private string OrgPath(Caller caller) =>
        !IsOfOrganization(caller)
            ? ElsewherePath
            : $"{aws.Organization.Id}/{aws.Organization.RootId}/"
                + $"{(caller.AccountId == aws.Organization.MemberAccountId ? $"{aws.Organization.UnitId}/" : "")}";

    private bool IsOfOrganization(Caller caller) =>
        caller.AccountId == aws.Organization.ManagementAccountId || aws.Organization.MemberAccountIds.Contains(caller.AccountId);

    private List<ScpLevel> Levels(string account, PolicyKind kind) =>
        [
            Level("the root", aws.Organization.RootId, kind),
            .. account == aws.Organization.MemberAccountId
                ? [Level("the organizational unit", aws.Organization.UnitId, kind)]
                : (IEnumerable<ScpLevel>)[],
            Level("the account", account, kind),
        ];

    private ScpLevel Level(string title, string id, PolicyKind kind) =>
        new(
            $"{title} {id}",
            [
                .. kind == PolicyKind.ServiceControl ? [PolicyDocument.FullAwsAccess] : (IEnumerable<PolicyDocument>)[],
                .. aws.Guardrails.GetValueOrDefault(id, []).Select(attached => attached.Document).Where(document => document.Kind == kind),
            ]
        );

    private static string? Owner(string resource) => resource.Split(':', 6) is ["arn", _, _, _, { Length: 12 } account, _] ? account : null;

    // The resource is named for actions that have resource types.
    private static string Refusal(Caller caller, string action, string resource, string reason) =>
        $"User: {caller.Arn} is not authorized to perform: {action} {(resource == "*" ? "" : $"on resource: {resource} ")}{reason}";
}

/// <summary>Whether a call goes through.</summary>
/// <param name="StoppedBy">What stopped it; null when nothing did.</param>
/// <param name="ErrorMessage">What AWS answers then.</param>
internal sealed record CallVerdict(string? StoppedBy, string? ErrorMessage)
{
    public static CallVerdict Allowed { get; } = new(null, null);
}
