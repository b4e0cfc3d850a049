using BedrockDefense.CloudTrail;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Stack.Rehearsal.Simulation;

/// <summary>
/// Decides whether AWS lets a call through. The judge assumes that the caller has every permission in its own account, which
/// is the attacker's best case. Only a guardrail can stop the call, or the policy of a resource that belongs to another
/// account.
/// </summary>
internal sealed class CallJudge(SimulatedAws aws)
{
    private const string RoleAssumption = "sts:AssumeRole";
    private const string AccessPoint = "s3:DataAccessPointArn";
    private const string ElsewherePath = "o-otherexample/r-other/";

    /// <summary>Judges a call and the further permissions it needs. The first refusal decides.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="permissions">The permissions that AWS checks.</param>
    /// <param name="region">The Region of the call.</param>
    /// <param name="isGranted">Whether the policies of other accounts' resources grant access to the caller.</param>
    public CallVerdict Judge(Caller caller, IEnumerable<RequiredAction> permissions, string region, bool isGranted = false) =>
        permissions
            .Select(permission =>
                Judge(caller, permission.Action, permission.Resource, permission.Region ?? region, permission.Context, isGranted)
            )
            .FirstOrDefault(verdict => verdict.StoppedBy is not null, CallVerdict.Allowed);

    /// <summary>Judges a call of one action.</summary>
    public CallVerdict Judge(
        Caller caller,
        string action,
        string resource,
        string region,
        IReadOnlyDictionary<string, string>? context = null,
        bool isGranted = false
    )
    {
        var request = CreateRequest(
            caller,
            action,
            resource,
            region,
            [.. (context ?? new Dictionary<string, string>()).Select(key => (key.Key, key.Value))]
        );
        if (OwnerOf(resource) is { } owner && owner != caller.AccountId && !isGranted)
        {
            return new CallVerdict(
                $"the resource belongs to account {owner}, which grants account {caller.AccountId} nothing",
                ErrorMessageOf(caller, action, resource, "because no resource-based policy allows the action")
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
                ErrorMessageOf(caller, action, resource, "because no resource-based policy allows the action")
            );
        }

        // The organization's policies are asked with the ARN of the access point. The bucket's own policy is asked with the
        // ARN of the bucket.
        if (context?.ContainsKey(AccessPoint) == true)
        {
            return JudgeByBucket(caller, action, resource, request);
        }

        // The ARN of a bucket does not name the account. The buckets of scenarios belong to the member account.
        var holder = OwnerOf(resource) ?? aws.Organization.MemberAccountId;
        if (
            holder != aws.Organization.ManagementAccountId
            && RcpEvaluator.Evaluate(FindLevels(holder, PolicyKind.ResourceControl), request) is { IsAllowed: false } refused
        )
        {
            return Stop(caller, action, resource, refused, OrganizationPolicyType.ResourceControl);
        }

        // The guardrails restrict neither principals of the management account nor those of another organization.
        if (caller.AccountId != aws.Organization.MemberAccountId)
        {
            return CallVerdict.Allowed;
        }

        var verdict = ScpEvaluator.Evaluate(FindLevels(caller.AccountId, PolicyKind.ServiceControl), request);
        return verdict.IsAllowed ? CallVerdict.Allowed : Stop(caller, action, resource, verdict, OrganizationPolicyType.ServiceControl);
    }

    // The caller's own policies allow the call, so only a denial counts.
    private CallVerdict JudgeByBucket(Caller caller, string action, string resource, RequestContext request)
    {
        var bucket = resource.Split('/')[0];
        return
            aws.S3Buckets.GetValueOrDefault(bucket) is { } policy
            && ResourcePolicyEvaluator.Evaluate(policy, request) is { Decision: Decision.ExplicitlyDenied, DecidingStatement: { } deciding }
            ? new CallVerdict(
                $"the policy of the bucket {bucket}: {SidText.ToSentence(deciding.Statement.Sid!)}",
                ErrorMessageOf(caller, action, resource, "with an explicit deny in a resource-based policy")
            )
            : CallVerdict.Allowed;
    }

    private CallVerdict Stop(Caller caller, string action, string resource, Verdict verdict, OrganizationPolicyType type)
    {
        var policy = aws
            .Guardrails.Values.SelectMany(attached => attached)
            .First(attached => attached.Document.Name == verdict.DecidingStatement!.Policy);
        var policyArn =
            $"arn:{aws.Partition}:organizations::{aws.Organization.ManagementAccountId}:policy/{aws.Organization.Id}/"
            + $"{type.Name.ToLowerInvariant()}/{policy.PolicyId}";
        return new CallVerdict(
            $"{policy.Document.Name} at {verdict.DecidingStatement!.Level}: {SidText.ToSentence(verdict.DecidingStatement.Statement.Sid!)}",
            ErrorMessageOf(caller, action, resource, $"with an explicit deny in a {type.Noun}: {policyArn}")
        )
        {
            IsByGuardrail = true,
        };
    }

    /// <summary>
    /// Returns a call with the condition keys that the stack's policies may test and that do not follow from the caller.
    /// </summary>
    public RequestContext CreateRequest(
        Caller caller,
        string action,
        string resource,
        string region,
        params (string Key, string Value)[] keys
    ) =>
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

    private List<ScpLevel> FindLevels(string account, PolicyKind kind) =>
        [
            CreateLevel("the root", aws.Organization.RootId, kind),
            .. account == aws.Organization.MemberAccountId
                ? [CreateLevel("the organizational unit", aws.Organization.UnitId, kind)]
                : (IEnumerable<ScpLevel>)[],
            CreateLevel("the account", account, kind),
        ];

    private ScpLevel CreateLevel(string title, string id, PolicyKind kind) =>
        new(
            $"{title} {id}",
            [
                .. kind == PolicyKind.ServiceControl ? [PolicyDocument.FullAwsAccess] : (IEnumerable<PolicyDocument>)[],
                .. aws.Guardrails.GetValueOrDefault(id, []).Select(attached => attached.Document).Where(document => document.Kind == kind),
            ]
        );

    private static string? OwnerOf(string resource) =>
        resource.Split(':', 6) is ["arn", _, _, _, { Length: 12 } account, _] ? account : null;

    // AWS's message names the resource only for actions that have resource types.
    private static string ErrorMessageOf(Caller caller, string action, string resource, string reason) =>
        $"User: {caller.Arn} is not authorized to perform: {action} {(resource == "*" ? "" : $"on resource: {resource} ")}{reason}";
}

/// <summary>Tells whether a call goes through.</summary>
/// <param name="StoppedBy">What stopped the call; null when nothing did.</param>
/// <param name="ErrorMessage">AWS's error message; null when the call goes through.</param>
internal sealed record CallVerdict(string? StoppedBy, string? ErrorMessage)
{
    public static CallVerdict Allowed { get; } = new(null, null);

    /// <summary>Whether a guardrail stopped the call, and not the policy of a role or of a resource.</summary>
    public bool IsByGuardrail { get; init; }
}
