using System.Collections.Immutable;
using BedrockDefense.Infra.Detection;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Everything that the program has to know from AWS. It is asked and judged before the first resource is declared. So an organization that
/// is not ready leads to one error, and nothing has been touched.
/// </summary>
/// <param name="Organization">The organization.</param>
/// <param name="Trail">The trail to reuse; null when the program creates one.</param>
/// <param name="Decisions">Which accounts log elsewhere than the rest.</param>
/// <param name="ExemptRoles">The roles of the management account that an exemption covers, each with the principals that it trusts.</param>
internal sealed record AwsAnswers(
    OrganizationFacts Organization,
    ReusedTrail? Trail,
    LoggingDecisions Decisions,
    ImmutableArray<string> ExemptRoles
)
{
    private static readonly Question OrganizationQuestion = new(
        "what the organization is",
        "organizations:DescribeOrganization, ListRoots, ListAccounts and ListAWSServiceAccessForOrganization",
        "use credentials of the organization's management account, and see whose they are with: aws sts get-caller-identity"
    );

    private static readonly Question CallerQuestion = new(
        "whose the credentials are",
        "sts:GetCallerIdentity, which needs no permission but credentials that are valid",
        "renew them, and try them with: aws sts get-caller-identity"
    );

    /// <summary>
    /// Asks AWS and waits for the answers. A stack's constructor cannot await, and nothing may be declared before the answers, so this
    /// method blocks. The work runs on a thread of the pool, where no synchronization context waits for the blocked thread.
    /// </summary>
    /// <exception cref="RunException">Something is wrong; the message has all faults.</exception>
    public static AwsAnswers Ask(DefenseSettings settings) => Task.Run(() => AskAsync(settings)).GetAwaiter().GetResult();

    private static async Task<AwsAnswers> AskAsync(DefenseSettings settings)
    {
        // All questions are asked before the first answer is awaited. Each answer is awaited even when another has failed.
        var askedOrganization = OrganizationQuestion.AskAsync(() => GetOrganization.InvokeAsync(), IsComplete);
        var askedCaller = settings.SkipPreflight
            ? Task.FromResult(new Answer<GetCallerIdentityResult>(null))
            : CallerQuestion.AskAsync(() => GetCallerIdentity.InvokeAsync(), found => !string.IsNullOrEmpty(found.AccountId));
        var askedTrail = settings.Trail.ReuseArn is { } arn
            ? ReusedTrail.AskAsync(arn, DetectionPatterns.Of(settings).All)
            : Task.FromResult(new Answer<ReusedTrail>(null));
        var askedUnits = UnitAccounts.AskAsync(settings);
        var (organization, caller, trail, decisions) = (
            await askedOrganization.ConfigureAwait(false),
            await askedCaller.ConfigureAwait(false),
            await askedTrail.ConfigureAwait(false),
            await askedUnits.ConfigureAwait(false)
        );

        Require([
            .. organization.Faults,
            .. caller.Faults,
            .. organization.Value is { } found ? JudgeOrganization(found, caller.Value?.AccountId, settings) : [],
            .. trail.Faults,
            .. decisions.Faults,
        ]);

        ImmutableArray<string> exempt = [];
        if (settings.SkipPreflight)
        {
            Log.Warn("bedrock-defense:skipPreflight is set: nobody has checked whether this organization is ready for the stack.");
        }
        else
        {
            // Ask this only now. Any account other than the management account is refused, and that refusal would hide the real
            // reason.
            var (delegations, roles) = (
                Delegations.WarnAsync(settings),
                Asking.ExemptRoles.WarnAsync(settings, organization.Value!.MasterAccountId)
            );
            (exempt, var faults) = await roles.ConfigureAwait(false);
            Require([.. await delegations.ConfigureAwait(false), .. faults]);
        }

        return new(Facts(organization.Value!), trail.Value, decisions.Value!, exempt);
    }

    private static IReadOnlyList<string> JudgeOrganization(GetOrganizationResult organization, string? caller, DefenseSettings settings) =>
        (settings.SkipPreflight ? null : Preflight.Judge(organization, caller, settings)) is { } gaps ? [gaps]
        // AWS tells this only to the management account and to delegated administrators.
        : organization.Roots.Length == 1 ? []
        :
        [
            $"AWS does not tell these credentials the root of the organization {organization.Id}; deploy with credentials "
                + $"of its management account {organization.MasterAccountId}.",
        ];

    private static OrganizationFacts Facts(GetOrganizationResult organization) =>
        new(
            organization.Id,
            organization.MasterAccountId,
            organization.Roots.Single().Id,
            [.. organization.Accounts.Select(account => account.Id).Order(StringComparer.Ordinal)],
            [
                .. organization
                    .Accounts.Where(account => account.Id != organization.MasterAccountId && Preflight.IsActive(account))
                    .Select(account => account.Id)
                    .Order(StringComparer.Ordinal),
            ]
        );

    private static bool IsComplete(GetOrganizationResult organization) =>
        !string.IsNullOrEmpty(organization.Id)
        && !string.IsNullOrEmpty(organization.MasterAccountId)
        && !organization.Roots.IsDefault
        && !organization.Accounts.IsDefault
        && !organization.AwsServiceAccessPrincipals.IsDefault;

    private static void Require(IReadOnlyCollection<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new RunException(string.Join('\n', faults));
        }
    }
}
