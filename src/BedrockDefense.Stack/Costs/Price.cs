using System.Text.Json;

namespace BedrockDefense.Stack.Costs;

/// <summary>The list price of one kind of unit, in US dollars.</summary>
/// <param name="Dollars">The price of <paramref name="Per"/> units.</param>
/// <param name="Per">The number of units that the price is for.</param>
/// <param name="Unit">The name of the unit, in the plural.</param>
/// <param name="Source">The pricing page and the item on it.</param>
/// <param name="Free">The number of units that are free each month, without a time limit.</param>
public sealed record Price(decimal Dollars, long Per, string Unit, string Source, long Free = 0)
{
    private static readonly Dictionary<string, Price> All = Load();

    /// <summary>Returns the price with this id from <c>prices.json</c>.</summary>
    public static Price Of(string id) => All[id];

    /// <summary>Returns what this many units cost in a month, in US dollars.</summary>
    public decimal CostOf(decimal units) => Math.Max(0, units - Free) * Dollars / Per;

    private static Dictionary<string, Price> Load()
    {
        using var stream = typeof(Price).Assembly.GetManifestResourceStream("costs/prices.json")!;
        return JsonSerializer.Deserialize<PriceFile>(stream, JsonSerializerOptions.Web)!.Prices;
    }

    private sealed record PriceFile(Dictionary<string, Price> Prices);
}
