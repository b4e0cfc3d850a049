using System.Collections.Immutable;
using BedrockDefense.Infra.Foundation;
using BedrockDefense.Infra.Settings;

namespace BedrockDefense.Infra.Response;

/// <summary>Which accounts log to a destination of their own, after the organizational units of the settings are resolved.</summary>
/// <param name="ByAccount">Their destinations, by the account's id.</param>
internal sealed record LoggingDecisions(ImmutableSortedDictionary<string, InvocationDestination> ByAccount)
{
    /// <summary>Those whose keys are accounts; units count as one account each, which is enough to see what AWS takes.</summary>
    public static LoggingDecisions FromSettings(DefenseSettings settings) => new(settings.InvocationLogging.PerAccount);

    /// <summary>All of them: an account's own entry counts before that of its unit.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="accountsOf">The accounts below a unit, however deep.</param>
    /// <param name="faults">Is told of accounts that two units decide differently.</param>
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

    /// <summary>Those that want other logging than the rest.</summary>
    public IEnumerable<KeyValuePair<string, InvocationDestination>> OtherDestinations => ByAccount.Where(entry => !entry.Value.IsAdopted);

    /// <summary>Those in which it creates no delivery role.</summary>
    public ImmutableArray<string> AccountsWithoutRole =>
        [
            .. ByAccount
                .Where(entry => !entry.Value.IsAdopted && (entry.Value.Role is not null || entry.Value.LogGroup is null))
                .Select(entry => entry.Key),
        ];
}
