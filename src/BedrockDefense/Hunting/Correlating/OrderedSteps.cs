using BedrockDefense.Catalog;
using BedrockDefense.Sigma;

namespace BedrockDefense.Hunting.Correlating;

/// <summary>
/// The steps of a correlation with an order. Every finding of it begins with an event of the first step. Events of the later steps
/// matter only within the timespan after one. Events that end a window matter always.
/// </summary>
/// <param name="First">The number of the first step's rule; -1 when the correlation has no order.</param>
/// <param name="Until">The number of the rule that ends windows; -1 when there is none.</param>
/// <param name="Timespan">The timespan in ticks.</param>
internal readonly record struct OrderedSteps(int First, int Until, long Timespan)
{
    /// <summary>Returns the steps of a hunt.</summary>
    public static OrderedSteps Of(Hunt hunt)
    {
        var correlation = hunt.Correlation;
        return correlation.Type == CorrelationType.TemporalOrdered
            ? new(
                hunt.NumberOf(correlation.Rules[0]),
                correlation.Until is { } until ? hunt.NumberOf(until) : -1,
                correlation.Timespan.Ticks
            )
            : new(-1, -1, 0);
    }

    /// <summary>Returns whether events of this rule are needed only after an event of the first step.</summary>
    public bool IsLater(int rule) => First >= 0 && rule != First && rule != Until;
}
