using BedrockDefense.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Warns of delegated administrators that could undo this stack. They are no error, because many organizations have them on purpose. But
/// whoever deploys should know of them.
/// </summary>
internal static class Delegations
{
    // A delegated administrator of CloudTrail or CloudFormation cannot be limited to some trails or stack sets (AWS CloudTrail User Guide,
    // "Organization delegated administrator"; AWS CloudFormation User Guide, "Register a delegated administrator"). A delegated
    // administrator of IAM Identity Center may assign every permission set that is not used in the management account (IAM Identity Center
    // User Guide, "Delegated administration").
    private static readonly (string Service, string Power)[] Powers =
    [
        (Preflight.TrailService, "may change and stop organization trails"),
        (Preflight.StackSetsService, "may change and delete service-managed stack sets"),
        ("sso.amazonaws.com", "may give anybody an administrator's permission set in the member accounts"),
    ];

    /// <summary>
    /// Asks for the delegated administrators once the organization is known to be ready, and warns of each one that is not an account of
    /// this stack.
    /// </summary>
    /// <returns>The reasons why AWS did not answer; empty when it did.</returns>
    public static async Task<IReadOnlyList<string>> WarnAsync(DefenseSettings settings)
    {
        var answers = await Task.WhenAll(Powers.Select(power => AskAsync(power.Service))).ConfigureAwait(false);
        foreach (var (answer, (service, power)) in answers.Zip(Powers))
        {
            foreach (var id in OtherAdministrators(answer.Value, settings))
            {
                Log.Warn(
                    $"Account {id} is a delegated administrator that {power}; unless it should be, take that away: "
                        + $"aws organizations deregister-delegated-administrator --account-id {id} --service-principal {service}"
                );
            }
        }

        return [.. answers.SelectMany(answer => answer.Faults)];
    }

    private static Task<Answer<GetDelegatedAdministratorsResult>> AskAsync(string service) =>
        new Question(
            $"the delegated administrators of {service}",
            "organizations:ListDelegatedAdministrators",
            "or deploy without this check: pulumi config set bedrock-defense:skipPreflight true"
        ).AskAsync(
            () => GetDelegatedAdministrators.InvokeAsync(new() { ServicePrincipal = service }),
            found => !found.DelegatedAdministrators.IsDefault
        );

    private static IEnumerable<string> OtherAdministrators(GetDelegatedAdministratorsResult? found, DefenseSettings settings) =>
        (found?.DelegatedAdministrators.Select(account => account.Id) ?? []).Where(id =>
            id != settings.SecurityAccount?.Id && id != settings.LogArchiveAccount?.Id
        );
}
