using System.Collections.Immutable;
using BedrockDefense.Infra.Response;
using BedrockDefense.Infra.Settings;
using Pulumi.Aws.Organizations;

namespace BedrockDefense.Infra.Asking;

/// <summary>
/// Finds the accounts below the organizational units that the settings name. They must be resolved beforehand, because no event and no
/// template shows an account's unit.
/// </summary>
internal static class UnitAccounts
{
    /// <summary>Asks for the accounts and decides for each of them.</summary>
    public static async Task<Answer<LoggingDecisions>> AskAsync(DefenseSettings settings)
    {
        var units = settings.InvocationLogging.PerAccount.Keys.Where(target => target.StartsWith("ou-", StringComparison.Ordinal)).ToList();
        var answers = await Task.WhenAll(units.Select(AskAsync)).ConfigureAwait(false);
        List<string> faults = [.. answers.SelectMany(answer => answer.Faults)];
        if (faults.Count > 0)
        {
            return new(null, faults);
        }

        var accountsOf = units
            .Zip(answers)
            .ToDictionary(unit => unit.First, unit => unit.Second.Value!.Accounts.Select(account => account.Id).ToImmutableArray());
        var decisions = LoggingDecisions.Of(settings, accountsOf, faults);
        return faults.Count > 0 ? new(null, faults) : new(decisions);
    }

    private static Task<Answer<GetOrganizationalUnitDescendantAccountsResult>> AskAsync(string unit) =>
        new Question(
            $"the accounts below {unit}",
            "organizations:ListAccountsForParent and ListOrganizationalUnitsForParent",
            $"make sure that the unit exists, with: aws organizations describe-organizational-unit --organizational-unit-id {unit}"
        ).AskAsync(
            () => GetOrganizationalUnitDescendantAccounts.InvokeAsync(new() { ParentId = unit }),
            found => !found.Accounts.IsDefault
        );
}
