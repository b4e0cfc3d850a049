using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>The accounts that log to their own destination, after the organizational units of the settings are resolved.</summary>
/// <param name="ByAccount">The destinations by the account's id.</param>
internal sealed record LoggingDecisions(ImmutableSortedDictionary<string, InvocationDestination> ByAccount)
{
    /// <summary>
    /// Takes the decisions from the settings without resolving units. A unit counts as one account, which is enough to check AWS's limits.
    /// </summary>
    public static LoggingDecisions FromSettings(DefenseSettings settings) => new(settings.InvocationLogging.PerAccount);

    /// <summary>Makes the decisions for all accounts. An account's own entry takes precedence over that of its unit.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="accountsOf">The accounts below a unit, however deep.</param>
    /// <param name="faults">Gets a fault for each account that two units decide differently.</param>
    public static LoggingDecisions Of(
        DefenseSettings settings,
        IReadOnlyDictionary<string, ImmutableArray<string>> accountsOf,
        List<string> faults
    )
    {
        var (units, accounts) = (
            settings.InvocationLogging.PerAccount.Where(entry => entry.Key.StartsWith("ou-", StringComparison.Ordinal)).ToList(),
            settings.InvocationLogging.PerAccount.Where(entry => !entry.Key.StartsWith("ou-", StringComparison.Ordinal))
        );
        var decisions = ImmutableSortedDictionary.CreateBuilder<string, InvocationDestination>(StringComparer.Ordinal);
        decisions.AddRange(accounts);
        foreach (
            var inUnits in units
                .SelectMany(unit => accountsOf[unit.Key], (unit, account) => (Account: account, unit.Key, unit.Value))
                .GroupBy(one => one.Account)
        )
        {
            if (decisions.ContainsKey(inUnits.Key))
            {
                continue;
            }

            decisions[inUnits.Key] = inUnits.First().Value;
            if (inUnits.Any(one => one.Value != inUnits.First().Value))
            {
                faults.Add(
                    $"{Names.Product}:invocationLogging.perAccount: account {inUnits.Key} is in "
                        + $"{string.Join(" and ", inUnits.Select(one => one.Key))}, which want different things of it; write an "
                        + "entry for the account itself"
                );
            }
        }

        return new(decisions.ToImmutable());
    }

    /// <summary>The accounts in which the stack creates no log group and no bucket.</summary>
    public ImmutableArray<string> AccountsWithoutDestinations => [.. ByAccount.Keys];

    /// <summary>The accounts that log elsewhere than the rest.</summary>
    public IEnumerable<KeyValuePair<string, InvocationDestination>> OtherDestinations => ByAccount.Where(entry => !entry.Value.IsAdopted);

    /// <summary>The accounts in which the stack creates no delivery role.</summary>
    public ImmutableArray<string> AccountsWithoutRole =>
        [
            .. ByAccount
                .Where(entry => !entry.Value.IsAdopted && (entry.Value.Role is not null || entry.Value.LogGroup is null))
                .Select(entry => entry.Key),
        ];
}
