using BedrockDefense.Infra.Detection;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Verifying.Checks;

/// <summary>Counts the rules on each bus that the stack has rules on, whoever made them.</summary>
internal static class RuleBudget
{
    /// <summary>Counts.</summary>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public static async Task<Remarks> OfAsync(CheckContext context)
    {
        List<(string Account, string Region, string Bus, int Rules)> counted = [];
        foreach (
            var bus in context
                .OfType("aws:cloudwatch/eventRule:EventRule")
                .Select(rule => (Place: context.Places.Of(rule), Bus: rule.Text("eventBusName") ?? "default"))
                .DistinctBy(bus => (bus.Place.Account.Id, bus.Place.Region, bus.Bus))
        )
        {
            try
            {
                var rules = await bus
                    .Place.AllAsync("events", "ListRules", "Rules", new() { ["EventBusName"] = bus.Bus })
                    .ConfigureAwait(false);
                counted.Add((bus.Place.Account.Id, bus.Place.Region, bus.Bus, rules.Count));
            }
            catch (AwsException exception) when (exception.SaysNotFound)
            {
                // The bus is told as missing itself.
            }
        }

        return new Remarks
        {
            Deviations =
            [
                .. counted
                    .Where(bus => bus.Rules >= CatalogLimits.RulesPerBus)
                    .Select(bus => new Deviation(
                        DeviationKind.Unhealthy,
                        bus.Account,
                        bus.Region,
                        $"rules of the bus {bus.Bus}",
                        null,
                        null,
                        $"it has {bus.Rules} rules, and AWS takes {CatalogLimits.RulesPerBus} by default: one more may be refused",
                        "delete rules that nobody needs, or ask AWS for more: aws service-quotas request-service-quota-increase"
                    )),
            ],
            Facts =
            [
                .. counted
                    .GroupBy(bus => bus.Bus)
                    .Select(alike => alike.MaxBy(bus => bus.Rules))
                    .Select(bus =>
                        $"Rules of the bus {bus.Bus}: {bus.Rules} of {CatalogLimits.RulesPerBus}, AWS's default ({bus.Account}, "
                        + $"{bus.Region}, where they are most)."
                    ),
            ],
        };
    }
}
